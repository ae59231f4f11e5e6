package org.smtpspec.sink;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the hosts of one sink answer, each by its persona. Thread-safe. */
final class Answers {
  private static final int MOST_REMEMBERED = 10_000;

  /** The recipients whom a busy host has put off once. */
  private final Set<String> putOff =
      Collections.newSetFromMap(
          Collections.synchronizedMap(
              new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST_REMEMBERED;
                }
              }));

  /** A reply: its code and the texts of its lines. */
  record Answer(int code, List<String> texts) {
    static Answer of(int code, String... texts) {
      return new Answer(code, List.of(texts));
    }

    boolean isTaken() {
      return code / 100 == 2;
    }

    /** The octets; a line without text is the bare code, with a hyphen if more follow. */
    String octets() {
      var octets = new StringBuilder();
      for (int i = 0; i < texts.size(); i++) {
        boolean last = i == texts.size() - 1;
        String text = texts.get(i);
        octets.append(code).append(last ? (text.isEmpty() ? "" : " ") : "-").append(text);
        octets.append("\r\n");
      }
      return octets.toString();
    }
  }

  Answer greeting(Host host) {
    return host.persona() == Persona.ODD
        ? Answer.of(220, host.name(), "", "ready")
        : Answer.of(220, host.name() + " ESMTP sink");
  }

  Answer hello(Host host, boolean extended) {
    if (extended && host.persona() == Persona.NOEHLO) {
      return Answer.of(500, "Command not recognized");
    } else if (host.persona() == Persona.ODD) {
      return Answer.of(250, host.name(), "");
    }
    return extended
        ? Answer.of(250, host.name(), "8BITMIME", "SIZE " + Recording.MOST)
        : Answer.of(250, host.name());
  }

  Answer mail(Host host) {
    return host.persona() == Persona.ODD ? Answer.of(250, "") : Answer.of(250, "sender ok");
  }

  Answer recipient(Host host, String line) {
    return switch (host.persona()) {
      case REFUSE_RCPT -> Answer.of(550, "no such user here");
      case BUSY ->
          putOff.add(line) ? Answer.of(451, "busy, try again") : Answer.of(250, "recipient ok");
      case ODD -> Answer.of(299, "recipient", "ok");
      default -> Answer.of(250, "recipient ok");
    };
  }

  Answer data(Host host) {
    return switch (host.persona()) {
      case REFUSE_DATA -> Answer.of(554, "no mail today");
      case ODD -> Answer.of(354, "go", "");
      default -> Answer.of(354, "end with a period on a line of its own");
    };
  }

  Answer end(Host host) {
    return switch (host.persona()) {
      case REFUSE_END -> Answer.of(554, "not this message");
      case ODD -> Answer.of(299, "");
      default -> Answer.of(250, "message taken");
    };
  }

  /** To a command that needs no state: its word in upper case. */
  Answer other(Host host, String word) {
    boolean odd = host.persona() == Persona.ODD;
    return switch (word) {
      case "NOOP", "RSET" -> odd ? Answer.of(250, "", "") : Answer.of(250, "ok");
      case "VRFY" -> Answer.of(252, "send some mail, it will be tried");
      case "QUIT" -> odd ? Answer.of(221, "", "bye") : Answer.of(221, host.name() + " closing");
      default -> Answer.of(500, "Command not recognized");
    };
  }
}
