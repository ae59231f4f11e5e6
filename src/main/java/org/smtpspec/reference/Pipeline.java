package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.SECOND_CONNECTION_REFUSED;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.netty.ChannelHandlerFactory;
import org.apache.james.protocols.netty.HandlerConstants;

/**
 * Sets up a connection: the framer, then the stock handler that drives a protocol. The stock
 * pipeline has handlers for limits, a second timer and replies of any size besides, of which each
 * octet has to pass all.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A dead connection is noticed by its closing.
final class Pipeline extends ChannelInitializer<SocketChannel> {
  private final Protocol protocol;
  private final ChannelHandlerFactory framer;
  private final Defects defects;
  private final ChannelGroup open;

  Pipeline(Protocol protocol, ChannelHandlerFactory framer, Defects defects, ChannelGroup open) {
    this.protocol = protocol;
    this.framer = framer;
    this.defects = defects;
    this.open = open;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(HandlerConstants.FRAMER, framer.create(pipeline));
    pipeline.addLast(HandlerConstants.CORE_HANDLER, new Inbound(protocol));
    open.add(channel);
    if (open.size() > 1 && defects.has(SECOND_CONNECTION_REFUSED)) {
      channel.writeAndFlush(Unpooled.copiedBuffer("554 Busy\r\n", StandardCharsets.US_ASCII));
      channel.close();
      return;
    }
    pipeline.addFirst(new Idle());
    if (defects.any()) {
      pipeline.addFirst(new ReplyForm(defects));
    }
  }
}
