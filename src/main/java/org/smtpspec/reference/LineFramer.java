package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;

/**
 * Cuts what comes in: into command lines, which CRLF alone ends, and, while message text is read,
 * into pieces that each end at a line feed or where the segment ended, and none of which goes on
 * behind an end mark. RFC 5321 section 2.3.8. The stock framer cuts at a lone LF in both. A command
 * line over the limit is thrown away up to its CRLF and draws one reply.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A dead connection is noticed by its closing.
final class LineFramer extends ByteToMessageDecoder {
  private static final int LIMIT = 2048;

  /** For a response of an AUTH exchange, RFC 4954 section 4. */
  private static final int AUTH_LIMIT = 12288;

  private final Defects defects;
  private final int commandLimit;
  private final boolean endsAtCr;
  private int limit;
  private int searched;
  private boolean discarding;
  private boolean split;
  private boolean early;
  private boolean behindText;

  LineFramer(Defects defects) {
    this.defects = defects;
    this.endsAtCr = EndMark.mayEndInCr(defects);
    this.commandLimit = shortened(defects);
    this.limit = commandLimit;
  }

  private static int shortened(Defects defects) {
    if (defects.has(COMMAND_LINE_LIMIT_510)) {
      return 510;
    }
    return defects.has(COMMAND_LINE_LIMIT_511) ? 511 : LIMIT;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    Optional<Session> session = session(ctx);
    if (session.map(Session::isStartingTls).orElse(false)) {
      passOverInjected(in);
    } else if (session.map(Session::isReadingText).orElse(false)) {
      int length = pieceLength(in);
      if (length > 0) {
        behindText = true;
        out.add(in.readRetainedSlice(length));
      }
    } else if (session.map(Session::throwsAway).orElse(false)) {
      in.skipBytes(in.readableBytes());
    } else if (session.map(Session::missingOfChunk).orElse(0L) > 0) {
      long missing = session.get().missingOfChunk();
      out.add(in.readRetainedSlice((int) Math.min(missing, in.readableBytes())));
    } else {
      boolean lengthy = session.map(Session::isAuthenticating).orElse(false);
      limit = lengthy ? authLimit() : commandLimit;
      if (behindText && defects.has(INPUT_BEHIND_TEXT_LOST)) {
        in.skipBytes(in.readableBytes());
        return;
      }
      command(ctx, in, out);
    }
  }

  private int authLimit() {
    return defects.has(AUTH_LINE_LIMIT_512) ? 512 : AUTH_LIMIT;
  }

  private static Optional<Session> session(ChannelHandlerContext ctx) {
    return ctx.channel().attr(BasicChannelInboundHandler.SESSION_ATTRIBUTE_KEY).get()
            instanceof Session session
        ? Optional.of(session)
        : Optional.empty();
  }

  /** Plain text that came along with STARTTLS is no part of the session under TLS. */
  private void passOverInjected(ByteBuf in) {
    if (!defects.has(STARTTLS_INJECTION_OBEYED)) {
      in.skipBytes(in.readableBytes());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    super.channelReadComplete(ctx);
    behindText = false;
    session(ctx).ifPresent(Session::tlsStarted);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof SslHandshakeCompletionEvent) {
      session(ctx).ifPresent(Session::tlsStarted);
    }
    super.userEventTriggered(ctx, event);
  }

  private int pieceLength(ByteBuf in) {
    if (!defects.any()) {
      return linesLength(in);
    }
    int feed = in.bytesBefore((byte) '\n');
    int whole = feed < 0 ? in.readableBytes() : feed + 1;
    int carriage = endsAtCr ? in.bytesBefore((byte) '\r') : -1;
    if (carriage < 0 || carriage > whole || (feed >= 0 && carriage == feed - 1)) {
      return whole;
    }
    // Of a CR that is the last to have come it is not known yet whether it stands alone.
    return carriage == in.readableBytes() - 1 ? carriage : carriage + 1;
  }

  /**
   * The length of all lines up to one that may end the text, which is a piece of its own; a long
   * text is no long way for each of its lines.
   */
  private static int linesLength(ByteBuf in) {
    int start = in.readerIndex();
    int end = in.writerIndex();
    int line = start;
    while (line < end) {
      int feed = in.indexOf(line, end, (byte) '\n');
      int next = feed < 0 ? end : feed + 1;
      // The first line may go on one that has come before.
      boolean mayEnd =
          line == start ? next - line <= 3 : in.getByte(line) == '.' && next - line == 3;
      if (mayEnd) {
        return line == start ? next - line : line - start;
      }
      line = next;
    }
    return end - start;
  }

  private void command(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (early) {
      skipEarlyEnd(in);
      return;
    }
    int length = lineLength(in);
    if (length > limit || (length < 0 && in.readableBytes() > limit) || discarding) {
      discard(ctx, in, length, out);
    } else if (length >= 0) {
      searched = 0;
      out.add(line(in, length));
      if ((defects.has(INPUT_BEHIND_RCPT_LOST) && is(out, "RCPT"))
          || (defects.has(INPUT_BEHIND_RSET_LOST) && is(out, "RSET"))) {
        in.skipBytes(in.readableBytes());
      }
    } else {
      partOfLine(in, out);
    }
  }

  private static boolean is(List<Object> out, String verb) {
    return ((ByteBuf) out.get(out.size() - 1))
        .toString(StandardCharsets.ISO_8859_1)
        .startsWith(verb);
  }

  /** Throws away what is there of a line too long; says so once, at its end. */
  private void discard(ChannelHandlerContext ctx, ByteBuf in, int length, List<Object> out) {
    searched = 0;
    if (length < 0) {
      boolean pending = in.isReadable() && in.getByte(in.writerIndex() - 1) == '\r';
      in.skipBytes(in.readableBytes() - (pending ? 1 : 0));
      discarding = true;
      return;
    }
    discarding = false;
    if (defects.has(LONG_COMMAND_TWO_REPLIES)) {
      out.add(Unpooled.copiedBuffer("?\r\n", StandardCharsets.US_ASCII));
    }
    in.skipBytes(length);
    if (defects.has(LONG_NAME_ENDS_SESSION)) {
      ctx.close();
      return;
    }
    ctx.fireExceptionCaught(new TooLongFrameException("command line of more than " + limit));
    if (defects.has(LONG_COMMAND_CLOSES)) {
      ctx.close();
    }
  }

  /** The length of the first line with its end; -1 if it has none yet. */
  private int lineLength(ByteBuf in) {
    int start = in.readerIndex();
    for (int i = start + searched; i < in.writerIndex(); i++) {
      byte octet = in.getByte(i);
      boolean afterCr = i > start && in.getByte(i - 1) == '\r';
      if (octet == '\n' && (afterCr || defects.has(LF_ENDS_COMMAND))) {
        return i + 1 - start;
      }
      if (defects.has(CR_ENDS_COMMAND) && afterCr) {
        return i - start;
      }
    }
    searched = in.readableBytes();
    return -1;
  }

  private ByteBuf line(ByteBuf in, int length) {
    ByteBuf line = in.readRetainedSlice(length);
    if (!split) {
      return line;
    }
    split = false;
    line.release();
    return Unpooled.copiedBuffer("?\r\n", StandardCharsets.US_ASCII);
  }

  private void partOfLine(ByteBuf in, List<Object> out) {
    boolean insideEnd = in.isReadable() && in.getByte(in.writerIndex() - 1) == '\r';
    split =
        (defects.has(SPLIT_COMMAND_REFUSED) && in.isReadable())
            || (defects.has(COMMAND_CUT_INSIDE_CRLF_LOST) && insideEnd);
    if (defects.has(ACTS_BEFORE_CRLF) && in.readableBytes() >= 4) {
      searched = 0;
      early = true;
      out.add(in.readRetainedSlice(in.readableBytes()));
    }
    if (defects.has(CR_ENDS_COMMAND)
        && in.readableBytes() > 1
        && in.getByte(in.writerIndex() - 1) == '\r') {
      searched = 0;
      early = true;
      out.add(in.readRetainedSlice(in.readableBytes()));
    }
  }

  /** Passes over the end of a line that was answered before it. */
  private void skipEarlyEnd(ByteBuf in) {
    early = false;
    while (in.isReadable()
        && (in.getByte(in.readerIndex()) == '\r' || in.getByte(in.readerIndex()) == '\n')) {
      in.skipBytes(1);
    }
    searched = 0;
  }
}
