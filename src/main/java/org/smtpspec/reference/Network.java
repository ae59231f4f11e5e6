package org.smtpspec.reference;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses that share their first {@code bits} bits. */
record Network(InetAddress base, int bits) {

  /** Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address; asks no name server. */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (address.isEmpty() || !address.chars().allMatch(Network::isNumeric)) {
      throw new IllegalArgumentException("not a network: " + text);
    }
    try {
      InetAddress base = InetAddress.getByName(address);
      int width = base.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > width) {
        throw new IllegalArgumentException("not a network: " + text);
      }
      return new Network(base, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("not a network: " + text, e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] ours = base.getAddress();
    byte[] theirs = address.getAddress();
    return ours.length == theirs.length && Arrays.equals(masked(ours), masked(theirs));
  }

  private byte[] masked(byte[] address) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
      masked[i] &= (byte) (0xFF << (Byte.SIZE - kept));
    }
    return masked;
  }

  private static boolean isNumeric(int c) {
    return c == '.' || c == ':' || Character.digit(c, 16) >= 0;
  }
}
