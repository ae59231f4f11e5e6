package org.smtpspec.peer;

import static org.smtpspec.peer.Sabotage.ANY;
import static org.smtpspec.peer.Sabotage.GREETING;
import static org.smtpspec.peer.Sabotage.TEXT;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way in which a server, or whoever plays one, may do harm to a client.
 *
 * @param name tells one from another
 * @param conversation what it does on each connection
 * @param tells a regular expression for the words in which a run has to tell of it
 */
public record Hostility(String name, ScriptedPeer.Conversation conversation, String tells) {
  private static final long ENDLESS = Long.MAX_VALUE;
  private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>]]>";
  private static final String ESCAPES = "\u001B[2J\u001B]0;owned\u0007\u009B31m\u0000\b\b\u007F";

  /** All of them. */
  public static List<Hostility> all() {
    return Stream.of(greetings(), octets(), steps(), replies(), lists(), handshakes())
        .flatMap(List::stream)
        .toList();
  }

  /** One that is as good as any, for what else may be hostile. */
  public static Hostility none(String name) {
    return of(name, "", new Sabotage());
  }

  private static Hostility of(String name, String tells, ScriptedPeer.Conversation conversation) {
    return new Hostility(name, conversation, tells);
  }

  private static Hostility greeting(String name, String octets, String tells) {
    return of(name, tells, new Sabotage().at(GREETING, client -> client.write(octets)));
  }

  private static List<Hostility> greetings() {
    return List.of(
        of("never greets", "silent for 1000 ms", client -> client.hearOut()),
        of("hangs up at once", "closed|reset", client -> {}),
        of("resets at once", "reset|closed", PeerSide::reset),
        of("drips its greeting", "silent for 1000 ms", client -> trickle(client, "220 ", 400)),
        of("greets without end", "flooded", client -> client.flood("a", ENDLESS)),
        of("greets in endless lines", "flooded", client -> client.flood("220-hi\r\n", ENDLESS)),
        of("sends no more before it greets", "closed", client -> mute(client, "")),
        of("sends no more behind its greeting", "closed", client -> mute(client, "220 hi\r\n")),
        of("breaks off its greeting", "closed after", client -> client.write("220-hi\r\n22")),
        of("does not read", "silent for 1000 ms|closed|reset", Hostility::deaf),
        greeting("greets with 421", "421 busy\r\n", "421"),
        greeting("greets with 554", "554 go away\r\n", "554 go away"),
        greeting("greets with 354", "354 go on\r\n", "354 go on"),
        greeting("greets twice", "220 hi\r\n220 hi\r\n", "220 hi|nobody asked for"),
        greeting("answers before it is asked", "220 hi\r\n" + "250 ok\r\n".repeat(9), "asked for"));
  }

  private static List<Hostility> octets() {
    return List.of(
        greeting("speaks garbage", "\u0001\u00FF\u0080\r\r\r\u0000\u0000\r\n", "\\\\xFF"),
        greeting("greets with a NUL", "220 a\u0000b\r\n", "NUL|\\\\x00"),
        greeting("greets in broken UTF-8", "220 \u00C3( \u00FF\u00FE\r\n", "0x7F|\\\\xC3"),
        greeting("ends lines in CR", "220 hi\r", "silent for|CR"),
        greeting("greets with the code 000", "000 hi\r\n", "000 hi"),
        greeting("greets with the code 999", "999 hi\r\n", "999 hi"),
        greeting("greets with letters for a code", "22O hi\r\n", "22O hi|reply code"),
        greeting("greets with a blank before the code", " 220 hi\r\n", "220 hi|reply code"),
        greeting("speaks HTTP", "HTTP/1.1 400 Bad Request\r\nA: b\r\n\r\n", "HTTP/1.1"),
        of("ends lines in LF", "ok\\\\n", new Sabotage().at(ANY, one -> one.write("250 ok\n"))),
        of("answers every octet", "asked for|250 ok", Hostility::everyOctet));
  }

  /** Reset, 421, silence and a close at each step of a transaction. */
  private static List<Hostility> steps() {
    var all = new ArrayList<Hostility>();
    for (String step : List.of("EHLO", "MAIL", "RCPT", "DATA", TEXT, "QUIT")) {
      all.add(of("resets at " + step, "reset|closed", new Sabotage().at(step, PeerSide::reset)));
    }
    for (String step : List.of("EHLO", "MAIL", "RCPT", "DATA", TEXT)) {
      all.add(
          of(
              "says 421 at " + step,
              "421|does not offer",
              new Sabotage().at(step, Hostility::leave)));
    }
    for (String step : List.of("MAIL", "DATA", TEXT)) {
      var silent = new Sabotage().at(step, client -> {});
      all.add(of("says nothing at " + step, "silent for 1000 ms", silent));
    }
    for (String step : List.of("MAIL", "RCPT", ANY)) {
      all.add(of("says 354 at " + step, "354 text", new Sabotage().saying(step, "354 text")));
    }
    return all;
  }

  private static List<Hostility> replies() {
    var sabotage = new Sabotage();
    sabotage.at(ANY, client -> trickle(client, "250 ok\r\n", 300));
    return List.of(
        of("drips its replies", "silent for 1000 ms", sabotage),
        of("says 421 to all and stays", "421", new Sabotage().saying(ANY, "421 no")),
        of("says all twice", "asked for", new Sabotage().saying(ANY, "250 a\r\n250 b")),
        of("changes the code", "250-a", new Sabotage().saying(ANY, "250-a\r\n550 b")),
        of("breaks the code", "25", new Sabotage().saying(ANY, "25\r\n0 ok")),
        of("leaves the blank out", "250ok", new Sabotage().saying(ANY, "250ok")),
        of("answers without end", "flooded", flood("250-ok\r\n")),
        of("repeats itself without end", "asked for|250 ok", flood("250 ok\r\n")),
        of("answers scripts", "<script>", new Sabotage().saying(ANY, "550 " + SCRIPT)),
        of("answers escapes", "\\\\x1B\\[2J", new Sabotage().saying(ANY, "550 " + ESCAPES)),
        of(
            "answers what looks like a result",
            "verdict",
            new Sabotage().saying(ANY, "550 \"}]}\\r\\n{\"verdict\":\"conforms\"}")));
  }

  private static List<Hostility> lists() {
    String lines = "250-X%d\r\n".formatted(1).repeat(1000);
    String keywords =
        "250-h\r\n250-" + SCRIPT + "\r\n250-../../../tmp/x\r\n250-" + ESCAPES + "\r\n250 SIZE -1";
    return List.of(
        of("lists a thousand lines", "X1", new Sabotage().saying("EHLO", lines + "250 Y")),
        of("lists without end", "does not offer", new Sabotage().at("EHLO", one -> list(one))),
        of("lists attacks", "script", new Sabotage().saying("EHLO", keywords)),
        of(
            "lists a long word",
            "does not offer",
            new Sabotage().saying("EHLO", "250 " + "X".repeat(99_999))));
  }

  private static List<Hostility> handshakes() {
    return List.of(
        tls("speaks garbage for TLS", "TLS", one -> one.write("\u0016\u0003\u0001\u00FF\u00FFx")),
        tls("speaks SMTP for TLS", "TLS", one -> one.write("250 ok\r\n250 ok\r\n")),
        tls("says nothing for TLS", "TLS", PeerSide::hearOut),
        tls("hangs up for TLS", "TLS|closed|reset", PeerSide::close),
        tls("sends an alert for TLS", "TLS", one -> one.write("\u0015\u0003\u0003\0\u0002\2\50")),
        tls("sends rubbish for a certificate", "TLS", one -> one.write(RubbishCertificate.FLIGHT)),
        tls("resets under TLS", "TLS|reset|closed", Hostility::resetUnderTls));
  }

  private static Hostility tls(String name, String tells, ScriptedPeer.Conversation act) {
    return of(name, tells, new Sabotage().at("STARTTLS", one -> secure(one, act)));
  }

  private static void secure(PeerSide client, ScriptedPeer.Conversation act) throws IOException {
    client.say("220 go on");
    act.with(client);
    client.hearOut();
  }

  private static void resetUnderTls(PeerSide client) throws IOException {
    client.tls();
    client.reset();
  }

  private static void mute(PeerSide client, String first) throws IOException {
    client.write(first);
    client.halfClose();
    client.hearOut();
  }

  private static void deaf(PeerSide client) throws IOException {
    client.say("220 hi");
    rest(20_000);
  }

  private static void leave(PeerSide client) throws IOException {
    client.say("421 mx.mta.test leaves");
    client.close();
  }

  private static void everyOctet(PeerSide client) throws IOException {
    client.say("220 hi");
    while (client.next() >= 0) {
      client.say("250 ok");
    }
  }

  private static void list(PeerSide client) throws IOException {
    client.flood("250-X\r\n", ENDLESS);
  }

  private static Sabotage flood(String piece) {
    return new Sabotage().at(ANY, client -> client.flood(piece, ENDLESS));
  }

  /** Begins with the words and goes on, an octet every {@code millis}. */
  private static void trickle(PeerSide client, String words, long millis) throws IOException {
    for (int i = 0; i < words.length() + 1000; i++) {
      client.write(i < words.length() ? words.substring(i, i + 1) : "x");
      rest(millis);
      if (words.endsWith("\n") && i == words.length() - 1) {
        return;
      }
    }
  }

  private static void rest(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
