package org.smtpspec.peer;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.wire.Octets;

/**
 * A second server that keeps RFC 5321, made unlike the reference in all that the RFC leaves open: a
 * case that finds fault with it is wrong, or it is.
 */
public final class OtherServer implements ScriptedPeer.Conversation, Inbox {
  static final String DOMAIN = "mta.test";

  private record Delivered(String local, String message) {}

  private final Liberties liberties;
  private final boolean knowsEhlo;
  private final List<Delivered> mail = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();

  /**
   * One that takes these liberties; without {@code knowsEhlo} it is of the time before RFC 1869.
   */
  public OtherServer(Liberties liberties, boolean knowsEhlo) {
    this.liberties = liberties;
    this.knowsEhlo = knowsEhlo;
  }

  /** What a case must know of it. */
  public Map<String, String> facts() {
    return Map.of(
        "domain", DOMAIN,
        "host", "mx.mta.test",
        "mailbox", "alice@mta.test",
        "mailbox2", "bob@mta.test",
        "mailbox3", "postmaster@mta.test",
        "missing", "nobody@mta.test",
        "foreign", "someone@elsewhere.test",
        "many", "many%03d@mta.test",
        "sizelimit", liberties.of(Liberty.MESSAGE_LIMIT));
  }

  @Override
  public void with(PeerSide client) throws IOException {
    new OtherSession(this, client, liberties, knowsEhlo).run();
  }

  @Override
  public List<Octets> holding(String address, String token) {
    String local = address.substring(0, address.lastIndexOf('@')).toLowerCase(Locale.ROOT);
    return mail.stream()
        .filter(one -> one.local().equals(local) && one.message().contains(token))
        .map(one -> Octets.of(one.message()))
        .toList();
  }

  /** Puts {@code text} into a mailbox, with the lines of RFC 5321 section 4.4 before it. */
  void deliver(ForwardPath from, String helo, boolean extended, String local, String text) {
    String fold = liberties.has(Liberty.TRACE_FOLDED, "yes") ? "\n\t" : " ";
    String id = liberties.has(Liberty.TRACE_ID, "yes") ? " id q" + ids.incrementAndGet() : "";
    boolean names = liberties.has(Liberty.TRACE_FOR, "yes");
    String trace =
        "Return-Path: %s\nReceived: from %s ([127.0.0.1])%sby mx.mta.test with %s%s%s;%s%s\n"
            .formatted(
                from.shown(),
                helo,
                fold,
                extended ? "ESMTP" : "SMTP",
                id,
                names ? " for <" + local + "@mta.test>" : "",
                fold,
                date());
    mail.add(new Delivered(local, trace + text.replace("\r\n", "\n")));
  }

  private String date() {
    String pattern =
        (liberties.has(Liberty.TRACE_DAY, "yes") ? "EEE, " : "") + "d MMM yyyy HH:mm:ss xx";
    return OffsetDateTime.now(ZoneOffset.of(liberties.of(Liberty.TRACE_ZONE)))
        .format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }
}
