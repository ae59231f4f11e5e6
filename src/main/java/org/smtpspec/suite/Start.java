package org.smtpspec.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state of the session in which a dialogue begins, and the lines that lead there. */
enum Start {
  NOTHING(""),
  GREETING("greeting"),
  HELO("helo"),
  EHLO("ehlo"),
  MAIL("mail"),
  RCPT("rcpt"),
  DATA("data"),
  EHLO_MAIL("ehlo+mail"),
  EHLO_RCPT("ehlo+rcpt"),
  EHLO_DATA("ehlo+data"),
  TLS("tls"),
  TLS_MAIL("tls+mail"),
  TLS_RCPT("tls+rcpt"),
  TLS_DATA("tls+data");

  private final String word;

  Start(String word) {
    this.word = word;
  }

  static Optional<Start> named(String word) {
    for (Start start : values()) {
      if (start.word.equals(word) && start != NOTHING) {
        return Optional.of(start);
      }
    }
    return Optional.empty();
  }

  /** The lines, each as if it stood where {@code key} stands. */
  List<SourceLine> lines(SourceLine key) {
    var lines = new ArrayList<SourceLine>();
    if (this == NOTHING) {
      return lines;
    }
    lines.add(key.with("S! 220"));
    if (this == GREETING) {
      return lines;
    }
    boolean secure = word.startsWith("tls");
    lines.add(
        key.with((secure || word.startsWith("ehlo") ? "C: EHLO " : "C: HELO ") + "${client}"));
    lines.add(key.with("S! 250"));
    if (secure) {
      lines.add(key.with("C: STARTTLS"));
      lines.add(key.with("S! 220"));
      lines.add(key.with("T: tls"));
      lines.add(key.with("C: EHLO ${client}"));
      lines.add(key.with("S! 250"));
    }
    if (reaches("mail")) {
      lines.add(key.with("C: MAIL FROM:<${sender}>"));
      lines.add(key.with("S! 250"));
    }
    if (reaches("rcpt")) {
      lines.add(key.with("C: RCPT TO:<${mailbox}>"));
      lines.add(key.with("S! 250 | 251"));
    }
    if (reaches("data")) {
      lines.add(key.with("C: DATA"));
      lines.add(key.with("S! 354"));
    }
    return lines;
  }

  private boolean reaches(String state) {
    List<String> states = List.of("mail", "rcpt", "data");
    String last = word.substring(word.indexOf('+') + 1);
    return states.indexOf(last) >= states.indexOf(state);
  }
}
