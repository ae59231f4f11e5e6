package org.smtpspec.result;

import java.util.Optional;
import java.util.stream.Stream;

/** What became of a message that asked to be relayed. */
public enum RelayOutcome {
  /** The server did not want to talk, or asked for something that the probe leaves out. */
  REFUSED_AT_GREETING("refused at greeting"),
  /** The greeting of the client was refused. */
  REFUSED_AT_HELO("refused at HELO"),
  /** The sender was refused. */
  REFUSED_AT_MAIL("refused at MAIL"),
  /** The recipient was refused. */
  REFUSED_AT_RCPT("refused at RCPT"),
  /** The recipient was taken, the text was not. */
  REFUSED_AT_DATA("refused at DATA"),
  /** The text was sent, and refused. */
  REFUSED_AT_END("refused at end of data"),
  /** Put off, and put off again some time later. */
  DEFERRED("deferred"),
  /** In a mailbox of the server. */
  DELIVERED("delivered"),
  /** Taken, and returned: what goes to a sender who is not the sender is backscatter. */
  BOUNCED("accepted, bounced"),
  /** Taken, and nothing more came of it, while later messages arrived. */
  VANISHED("accepted, vanished"),
  /** Sent on to another host: only this is an open relay. */
  RELAYED("relayed"),
  /** Taken, and nobody can see what became of it. */
  UNSEEN("accepted, unseen"),
  /** Nothing was sent, or no answer came. */
  UNTRIED("not tried");

  private final String words;

  RelayOutcome(String words) {
    this.words = words;
  }

  /** The name in documents and reports. */
  public String words() {
    return words;
  }

  /** The outcome of that name. */
  public static Optional<RelayOutcome> named(String words) {
    return Stream.of(values()).filter(outcome -> outcome.words.equals(words)).findFirst();
  }

  /** Whether the client was told at once that the server will not have it. */
  public boolean refused() {
    return words.startsWith("refused");
  }

  /** Whether it says anything about the server. */
  public boolean decided() {
    return this != UNSEEN && this != UNTRIED;
  }
}
