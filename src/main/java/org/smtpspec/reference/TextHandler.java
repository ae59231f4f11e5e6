package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;

/**
 * Takes the message text behind a 354, up to the end mark, and then has it delivered. RFC 821
 * section 4.1.1: no octet of it is a command, and nothing is said before its end.
 */
final class TextHandler implements LineHandler<Session> {
  private static final Reply TOO_BIG = Reply.of(552, "Message exceeds the maximum size");

  /** What some servers read of a line at most; Netty's framer in the stock James chain. */
  private static final int LONG_LINE = 8192;

  private final Site site;
  private final Delivery delivery;
  private final IncomingText text;
  private int lines;
  private int sinceLineEnd;
  private boolean answered;

  TextHandler(Site site, Delivery delivery) {
    this.site = site;
    this.delivery = delivery;
    this.text = new IncomingText(site.defects());
  }

  /** Gives null, as James wants it, when there is nothing to say yet. */
  @Override
  public Response onLine(Session session, byte[] octets) {
    lines++;
    if (site.defects().any()) {
      Optional<Reply> early =
          interruption(session, new String(octets, StandardCharsets.ISO_8859_1));
      if (early.isPresent()) {
        return early.get();
      }
    }
    text.append(octets);
    if (!text.ended()) {
      return null;
    }
    session.endText();
    if (site.has(LF_DOT_CRLF_ENDS_TEXT_ALONE) && !text.endedByTrueMark()) {
      session.throwAway();
    }
    Reply sound = finished(session);
    Reply swapped = new WrongCodes(site.defects()).swapped(WrongCodes.END_OF_DATA, sound);
    Reply reply =
        new StatusCodes(site.defects())
            .attached(WrongCodes.END_OF_DATA, session.isExtended(), swapped);
    if (reply.hasCode("2") || !site.has(REFUSED_TEXT_KEEPS_TRANSACTION)) {
      session.drop();
    }
    return answered ? null : reply;
  }

  private Reply finished(Session session) {
    Optional<Transaction> transaction = session.transaction();
    if (transaction.isEmpty()) {
      return Reply.of(503, "MAIL first");
    }
    if (text.isTooLong() && !site.has(OVERSIZE_CUT)) {
      return TOO_BIG;
    }
    Optional<Reply> refused = new TextCheck(site.defects()).refusal(text.octets());
    if (refused.isPresent()) {
      return refused.get();
    }
    session.residue().countMessage();
    byte[] octets = text.octets();
    String declared = transaction.get().parameter("SIZE");
    if (!declared.isEmpty() && site.has(DECLARED_SIZE_REFUSED_AT_END)) {
      return TOO_BIG;
    }
    if (!declared.isEmpty() && site.has(DECLARED_SIZE_CUTS_TEXT)) {
      octets = Arrays.copyOf(octets, Math.min(octets.length, Integer.parseInt(declared)));
    }
    return delivery.deliver(session, transaction.get(), octets);
  }

  /** What is done of a sudden, between the lines; by a defective server only. */
  private Optional<Reply> interruption(Session session, String line) {
    boolean quit = line.equalsIgnoreCase("QUIT\r\n") && site.has(QUIT_IN_TEXT_OBEYED);
    if (quit || (line.equalsIgnoreCase("RSET\r\n") && site.has(RSET_IN_TEXT_OBEYED))) {
      session.endText();
      session.drop();
      return Optional.of(
          quit ? Reply.of(221, Directory.HOST + " Bye").closing() : Reply.of(250, "OK"));
    }
    if ((line.equalsIgnoreCase("NOOP\r\n") && site.has(NOOP_IN_TEXT_OBEYED))
        || (lines % 100 == 0 && site.has(REPLY_DURING_TEXT))) {
      return Optional.of(Reply.of(250, "OK"));
    }
    if (site.has(LONG_TEXT_LINE_ANSWERED) && becomesLong(line)) {
      return Optional.of(Reply.of(500, "Line too long"));
    }
    boolean oversize = text.isTooLong() && site.has(OVERSIZE_REPLY_IN_TEXT);
    if (!answered && (oversize || site.has(REPLY_AT_FIRST_TEXT_LINE))) {
      answered = true;
      text.append(line.getBytes(StandardCharsets.ISO_8859_1));
      return text.ended()
          ? Optional.empty()
          : Optional.of(oversize ? TOO_BIG : Reply.of(250, "OK"));
    }
    return Optional.empty();
  }

  /** Whether {@code piece} is the one with which its line gets too long. */
  private boolean becomesLong(String piece) {
    int before = sinceLineEnd;
    int after = before + piece.length();
    sinceLineEnd = piece.endsWith("\n") ? 0 : after;
    return before <= LONG_LINE && after > LONG_LINE;
  }

  /** What came before the connection was lost. RFC 821 section 4.1.1: it is thrown away. */
  void lost(Session session) {
    if (site.has(LOST_CONNECTION_DELIVERS)) {
      session.transaction().ifPresent(t -> delivery.deliver(session, t, text.octets()));
    }
  }
}
