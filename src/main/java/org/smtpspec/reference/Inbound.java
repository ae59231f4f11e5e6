package org.smtpspec.reference;

import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.protocols.netty.ProtocolMDCContextFactory;
import org.apache.james.util.MDCBuilder;

/**
 * The stock handler at the end of the pipeline, but silent when the client resets the connection:
 * the stock one logs an error and writes a reply into the dead connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A dead connection is noticed by its closing.
final class Inbound extends BasicChannelInboundHandler {
  Inbound(Protocol protocol) {
    super(new NoContext(), protocol, Encryption.createStartTls(Authority.context()), false);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (cause instanceof IOException) {
      ctx.close();
    } else {
      super.exceptionCaught(ctx, cause);
    }
  }

  /** The stock context of a line of the log is looked up anew for each line of input. */
  private static final class NoContext implements ProtocolMDCContextFactory {
    @Override
    public MDCBuilder onBound(Protocol protocol, ChannelHandlerContext ctx) {
      return MDCBuilder.create();
    }

    @Override
    public MDCBuilder withContext(ProtocolSession session) {
      return MDCBuilder.create();
    }
  }
}
