package org.smtpspec.reference;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.charset.StandardCharsets;

/**
 * Says 421 to a client that is silent for longer than the five minutes of RFC 5321 section
 * 4.5.3.2.7. The stock handler lets the first event pass, so that it closes, without a word, after
 * twice its time.
 */
final class Idle extends IdleStateHandler {
  private static final int SECONDS = 310;

  Idle() {
    super(SECONDS, 0, 0);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
    String farewell =
        "421 4.4.2 " + Directory.HOST + " Idle for too long, closing transmission channel\r\n";
    ctx.writeAndFlush(Unpooled.copiedBuffer(farewell, StandardCharsets.US_ASCII))
        .addListener(ChannelFutureListener.CLOSE);
  }
}
