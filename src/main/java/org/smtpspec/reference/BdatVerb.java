package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * BDAT: a chunk of the message, of so many octets. RFC 3030 section 2. The octets of a chunk that
 * is refused are read all the same.
 */
final class BdatVerb extends Verb {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,10})( +LAST)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CUT_FORM =
      Pattern.compile("(-?\\d{1,30})( +LAST)?", Pattern.CASE_INSENSITIVE);

  private final Site site;
  private final Delivery delivery;

  BdatVerb(Site site, Delivery delivery) {
    super("BDAT");
    this.site = site;
    this.delivery = delivery;
  }

  @Override
  Reply answer(Session session, Command command) {
    boolean cut = site.has(CHUNK_SIZE_CUT_TO_32_BITS);
    Matcher form = (cut ? CUT_FORM : FORM).matcher(command.argument());
    if (!form.matches()) {
      return Reply.of(site.has(BDAT_BAD_SIZE_250) ? 250 : 501, "BDAT size [LAST]");
    }
    long size =
        cut
            ? Integer.toUnsignedLong(new BigInteger(form.group(1)).intValue())
            : Long.parseLong(form.group(1));
    Optional<Reply> refusal = refusal(session);
    if (refusal.isPresent() && site.has(REFUSED_CHUNK_NOT_READ)) {
      return refusal.get();
    }
    var chunk = new ChunkHandler(site, delivery, size, form.group(2) != null, refusal);
    if (site.has(CHUNK_ONE_OCTET_SHORT) && size > 1) {
      chunk = new ChunkHandler(site, delivery, size - 1, form.group(2) != null, refusal);
    }
    if (size == 0) {
      return site.has(EMPTY_LAST_CHUNK_503)
          ? Reply.of(503, "An empty chunk")
          : chunk.finished(session);
    }
    session.beginChunk(chunk);
    return null;
  }

  private Optional<Reply> refusal(Session session) {
    if (session.transaction().isEmpty()) {
      boolean again = site.has(CHUNK_AFTER_LAST_250) && session.residue().messages() > 0;
      return Optional.of(Reply.of(again ? 250 : 503, "MAIL first"));
    }
    return session.transaction().get().recipients().isEmpty()
        ? Optional.of(Reply.of(503, "RCPT first"))
        : Optional.empty();
  }
}
