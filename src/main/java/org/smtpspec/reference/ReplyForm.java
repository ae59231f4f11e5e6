package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;

/**
 * Spoils the form of replies on their way out, or their order. It stands in the pipeline of
 * defective servers only. RFC 821 sections 4.2 and 4.3 and appendix E have the right form.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A dead connection is noticed by its closing.
final class ReplyForm extends ChannelDuplexHandler {
  private final Defects defects;
  private final StringBuilder held = new StringBuilder();
  private boolean greeted;
  private boolean reading;
  private boolean partial;

  ReplyForm(Defects defects) {
    this.defects = defects;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    reading = true;
    partial =
        msg instanceof ByteBuf in && in.isReadable() && in.getByte(in.writerIndex() - 1) != '\n';
    if (!held.isEmpty()) {
      release(ctx);
    }
    super.channelRead(ctx, msg);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    reading = false;
    super.channelReadComplete(ctx);
    if (!partial || !defects.has(REPLY_HELD_FOR_REST_OF_LINE)) {
      release(ctx);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise)
      throws Exception {
    if (!(msg instanceof ByteBuf octets) || !octets.isReadable()) {
      ctx.write(msg, promise);
      return;
    }
    String sound = octets.toString(StandardCharsets.ISO_8859_1);
    octets.release();
    boolean first = !greeted;
    String spoilt =
        first && defects.has(GREETING_354) ? sound.replaceFirst("^220", "354") : spoilt(sound);
    greeted = true;
    boolean heldBack = partial && reading && defects.has(REPLY_HELD_FOR_REST_OF_LINE);
    if (isSwapped(sound) || heldBack) {
      held.append(spoilt);
      promise.setSuccess();
      return;
    }
    String all = spoilt + held;
    held.setLength(0);
    ctx.write(
        octets(first && defects.has(REPLY_TELNET_OCTETS) ? "\u00ff\u00fb\u0001" + all : all),
        promise);
    if (defects.has(QUIT_WITHOUT_REPLY) && sound.startsWith("221")) {
      promise.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private boolean isSwapped(String reply) {
    return defects.has(PIPELINED_REPLIES_SWAPPED)
        && reading
        && held.isEmpty()
        && reply.startsWith("250")
        && greeted;
  }

  private void release(ChannelHandlerContext ctx) {
    if (!held.isEmpty()) {
      ctx.writeAndFlush(octets(held.toString()));
      held.setLength(0);
    }
  }

  private String spoilt(String reply) {
    if (defects.has(QUIT_WITHOUT_REPLY) && reply.startsWith("221")) {
      return "";
    }
    String text = multiline(reply);
    if (defects.has(TWO_REPLIES_TO_BAD_COMMAND) && reply.startsWith("500")) {
      text += "501 And its argument neither\r\n";
    }
    if (defects.has(OUTPUT_AFTER_221) && reply.startsWith("221")) {
      text += "250 Come again\r\n";
    }
    if (defects.has(REPLY_TEXT_8BIT)) {
      text = text.replace("OK", "O\u00eb");
    }
    if (defects.has(REFUSAL_TEXT_8BIT) && text.startsWith("5")) {
      text = text.replace("\r\n", " (\u00e9chec)\r\n");
    }
    if (defects.has(EHLO_LIST_8BIT)) {
      text = text.replace("-SMTPUTF8\r\n", "-SMTPUTF8\r\n250-X-\u00dcMLAUT\r\n");
    }
    return ended(separated(text));
  }

  private String separated(String text) {
    if (defects.has(REPLY_WITHOUT_SPACE)) {
      return text.replaceAll("(?m)^(\\d{3}) ", "$1");
    }
    return defects.has(REPLY_WITH_TAB) ? text.replaceAll("(?m)^(\\d{3}) ", "$1\t") : text;
  }

  private String ended(String text) {
    if (defects.has(REPLY_ENDS_IN_LF_CR)) {
      return text.replace("\r\n", "\n\r");
    }
    return defects.has(REPLY_ENDS_IN_LF) ? text.replace("\r\n", "\n") : text;
  }

  private String multiline(String reply) {
    int last = reply.lastIndexOf("\r\n", reply.length() - 3) + 2;
    if (reply.length() < 4 || reply.charAt(3) != '-' || last < 2) {
      return reply;
    }
    if (defects.has(MULTILINE_NEVER_ENDS)) {
      return reply.substring(0, last) + reply.substring(last).replaceFirst(" ", "-");
    }
    if (defects.has(MULTILINE_CODE_CHANGES)) {
      return reply.substring(0, last) + "211" + reply.substring(last + 3);
    }
    return defects.has(MULTILINE_WITHOUT_HYPHEN)
        ? reply.replaceAll("(?m)^(\\d{3})-", "$1 ")
        : reply;
  }

  private static ByteBuf octets(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }
}
