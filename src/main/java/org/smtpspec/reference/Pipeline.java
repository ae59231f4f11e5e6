package org.smtpspec.reference;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.netty.AbstractChannelPipelineFactory;
import org.apache.james.protocols.netty.ChannelHandlerFactory;

/** Sets up a connection: the framer, then the stock handler that drives a protocol. */
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
