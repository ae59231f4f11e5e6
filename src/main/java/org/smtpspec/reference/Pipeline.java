package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.SECOND_CONNECTION_REFUSED;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.netty.AbstractChannelPipelineFactory;
import org.apache.james.protocols.netty.ChannelHandlerFactory;

/** Sets up a connection: the framer, then the stock handler that drives a protocol. */
@SuppressWarnings("FutureReturnValueIgnored") // A dead connection is noticed by its closing.
final class Pipeline extends AbstractChannelPipelineFactory<SocketChannel> {
  private final Protocol protocol;
  private final Defects defects;
  private final ChannelGroup open;

  Pipeline(Protocol protocol, ChannelHandlerFactory framer, Defects defects, ChannelGroup open) {
    super(framer, null);
    this.protocol = protocol;
    this.defects = defects;
    this.open = open;
  }

  @Override
  protected void initChannel(SocketChannel channel) throws Exception {
    super.initChannel(channel);
    open.add(channel);
    if (open.size() > 1 && defects.has(SECOND_CONNECTION_REFUSED)) {
      channel.writeAndFlush(Unpooled.copiedBuffer("554 Busy\r\n", StandardCharsets.US_ASCII));
      channel.close();
      return;
    }
    channel.pipeline().addFirst(new Idle());
    if (defects.any()) {
      channel.pipeline().addFirst(new ReplyForm(defects));
    }
  }

  @Override
  protected ChannelInboundHandlerAdapter createHandler() {
    return new Inbound(protocol);
  }
}
