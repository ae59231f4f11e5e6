package org.smtpspec.relay;

import java.util.Optional;
import org.smtpspec.dialogue.Observation;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/** What came as a reply, or instead of one. */
record Answer(Observation seen) {
  /** The connection was gone before. */
  static final Answer GONE = new Answer(new Observation.Broken(new Fault.Close(), Octets.EMPTY));

  Optional<Reply> reply() {
    return seen.answer();
  }

  int code() {
    return reply().map(Reply::code).orElse(0);
  }

  boolean isPositive() {
    return code() / 100 == 2;
  }

  /** Whether the session is over. */
  boolean isLast() {
    return reply().isEmpty() || code() == 421;
  }

  String words() {
    return withoutEnd(seen.words());
  }

  /** A server that hangs up refuses; one that is silent or not there says nothing. */
  Reception.Kind meaning() {
    if (reply().isPresent()) {
      return code() / 100 == 4 ? Reception.Kind.DEFERRED : Reception.Kind.REFUSED;
    }
    boolean hungUp =
        seen.fault()
            .filter(fault -> fault instanceof Fault.Close || fault instanceof Fault.Reset)
            .isPresent();
    return hungUp ? Reception.Kind.REFUSED : Reception.Kind.UNTRIED;
  }

  /** Escaped text without the line end, which says nothing here. */
  static String withoutEnd(String escaped) {
    return escaped.replaceFirst("(\\\\r)?\\\\n$", "");
  }
}
