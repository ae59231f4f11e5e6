package org.smtpspec.lab;

import java.nio.charset.StandardCharsets;

/** Text to octets: each char one octet, or UTF-8 when there are chars that are none. */
final class Texts {
  private Texts() {}

  static byte[] octets(String text) {
    boolean latin = text.chars().allMatch(c -> c <= 0xFF);
    return text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }
}
