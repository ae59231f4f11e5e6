package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;

/**
 * Takes the octets of one chunk, and has the message delivered behind the last one. RFC 3030
 * section 2: no octet of it is looked at.
 */
final class ChunkHandler implements LineHandler<Session> {
  private final Site site;
  private final Delivery delivery;
  private final boolean last;
  private final Optional<Reply> refusal;
  private final long size;
  private long missing;

  /**
   * A reader of one chunk.
   *
   * @param refusal what is said behind it, whatever it holds
   */
  ChunkHandler(Site site, Delivery delivery, long size, boolean last, Optional<Reply> refusal) {
    this.site = site;
    this.delivery = delivery;
    this.size = size;
    this.missing = size;
    this.last = last;
    this.refusal = refusal;
  }

  /** How many octets are still to come. */
  long missing() {
    return missing;
  }

  /** Gives null, as James wants it, before the chunk is whole. */
  @Override
  public Response onLine(Session session, byte[] octets) {
    missing -= octets.length;
    if (refusal.isEmpty()) {
      session.chunks().write(octets, 0, octets.length);
    }
    if (missing > 0) {
      return null;
    }
    session.endChunk();
    boolean ends = last && refusal.isEmpty();
    Reply sound = finished(session);
    Reply reply =
        site.has(CHUNK_ANSWERED_354) && !ends && sound.hasCode("250")
            ? sound.withCode("354")
            : sound;
    return new StatusCodes(site.defects())
        .attached(ends ? WrongCodes.END_OF_DATA : "BDAT", session.isExtended(), reply);
  }

  /** The reply to the chunk when it is whole. */
  Reply finished(Session session) {
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (session.chunks().size() > IncomingText.LIMIT) {
      session.drop();
      return Reply.of(552, "Message exceeds the maximum size");
    }
    if (!last) {
      session.countChunk();
      if (site.has(LAST_CHUNK_ONLY)) {
        session.chunks().reset();
      }
      return Reply.of(250, size + " octets received");
    }
    byte[] text = session.chunks().toByteArray();
    Transaction transaction = session.transaction().orElseThrow();
    session.drop();
    session.residue().countMessage();
    return delivery.deliver(
        session, transaction, site.has(CHUNK_DOTS_REMOVED) ? text : stuffed(text));
  }

  /** The text as DATA would have brought it: a period more before each that begins a line. */
  private byte[] stuffed(byte[] text) {
    String plain = new String(text, StandardCharsets.ISO_8859_1);
    if (site.has(END_MARK_ENDS_CHUNK)) {
      plain = plain.replaceFirst("(?s)(?<=\r\n)\\.\r\n.*", "");
    }
    String all = plain.replace("\r\n.", "\r\n..");
    return (all.startsWith(".") ? "." + all : all).getBytes(StandardCharsets.ISO_8859_1);
  }
}
