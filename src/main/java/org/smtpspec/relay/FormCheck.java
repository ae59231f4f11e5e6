package org.smtpspec.relay;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.sink.Zones;
import org.smtpspec.wire.Octets;

/**
 * Looks whether a form may be used: its names are reserved ones (RFC 2606, RFC 6761), its addresses
 * documentation addresses (RFC 5737) or loopback, and what is sent to its recipient can be seen in
 * the lab.
 */
final class FormCheck {
  private static final Zones ZONES = Zones.load();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern LITERAL = Pattern.compile("\\[([^\\]]*)]");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d{1,3}|127(\\.\\d{1,3}){3}|203\\.0\\.28953"
              + "|IPv6:(2001:db8:[0-9a-f:]*|::1)");
  private static final Pattern HOST =
      Pattern.compile(
          "(?<=[@%!])[A-Za-z0-9\\x80-\\xFF-]+(?=[>,:@! \"]|$)|[A-Za-z0-9\\x80-\\xFF-]+(\\.[A-Za-z0-9\\x80-\\xFF-]+)+");
  private static final Pattern RESERVED =
      Pattern.compile("(.+\\.)?(test|example|invalid|localhost|example\\.(com|net|org))");
  private static final Pattern NUMBER = Pattern.compile("0xcb007119|3405803801");
  private static final List<String> KNOWN = List.of("u", "s", "m", "n", "X", "C", "L", "H", "T");

  private FormCheck() {}

  /** What was expected in the place of what the form has; empty when it may be used. */
  static Optional<String> fault(Form form) {
    try {
      Octets.unescape(form.argument());
    } catch (IllegalArgumentException e) {
      return Optional.of("one of the escapes \\r \\n \\t \\\\ \\xHH");
    }
    Matcher placeholders = PLACEHOLDER.matcher(form.argument());
    while (placeholders.find()) {
      if (!KNOWN.contains(placeholders.group(1))) {
        return Optional.of("one of {" + String.join("}, {", KNOWN) + "}");
      }
    }
    String whole = Words.LAB.fill(form.argument(), "word", "word").text();
    Matcher literals = LITERAL.matcher(whole);
    while (literals.find()) {
      if (!ADDRESS.matcher(literals.group(1)).matches()) {
        return Optional.of(
            "an address of the lab (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24) instead of ["
                + literals.group(1)
                + "]");
      }
    }
    return hosts(form, LITERAL.matcher(whole).replaceAll(""));
  }

  private static Optional<String> hosts(Form form, String text) {
    Matcher hosts = HOST.matcher(text);
    while (hosts.find()) {
      String host = lower(hosts.group());
      if (host.equals("word") || host.equals("alice") || NUMBER.matcher(host).matches()) {
        continue;
      }
      if (!RESERVED.matcher(host).matches()) {
        return Optional.of("a reserved domain (.test, .example, .invalid) instead of " + host);
      }
      if (form.kind() == Form.Kind.RECIPIENT && !known(host)) {
        return Optional.of("a domain in a zone of the lab instead of " + host);
      }
    }
    return Optional.empty();
  }

  /** In lower case as far as it is ASCII; octets above are parts of UTF-8. */
  private static String lower(String host) {
    var lower = new StringBuilder();
    host.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
    return lower.toString();
  }

  private static boolean known(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      byte[] octets = host.getBytes(StandardCharsets.ISO_8859_1);
      return ZONES.knows(IDN.toASCII(new String(octets, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
