package org.smtpspec.sink;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a host of the sink behaves. All of it is legal: RFC 5321 section 4.2 and 4.3.2. */
public enum Persona {
  /** Takes everything. */
  PLAIN,
  /** 550 to every RCPT. */
  REFUSE_RCPT,
  /** 554 to DATA. */
  REFUSE_DATA,
  /** 554 after the message. */
  REFUSE_END,
  /** 451 to the first RCPT of each recipient, then takes it. */
  BUSY,
  /** Each reply, the greeting too, after 300 ms. */
  SLOW,
  /** Codes that no table lists, codes without text, replies of many lines. */
  ODD,
  /** 500 to EHLO; HELO works. */
  NOEHLO,
  /** Nobody listens. */
  DOWN;

  /** The word in {@code zones.tsv}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Persona> named(String word) {
    return Arrays.stream(values()).filter(persona -> persona.word().equals(word)).findFirst();
  }
}
