package org.smtpspec.dialogue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.smtpspec.wire.Reply;

/**
 * One member of a reply set: a code, and what else must be so for a reply to match.
 *
 * @param code three signs, digits or {@code x} for any digit, RFC 5321 section 4.2.1; or {@code
 *     tls} for a record of TLS, such as an alert, where a reply was due
 * @param except codes that do not match although {@code code} does
 * @param enhanced an enhanced status code as {@code 5.1.x}, RFC 3463
 * @param offered EHLO keywords that must be in the list
 * @param absent EHLO keywords that must not
 * @param text a regular expression searched in the text, see {@link Bindings}
 */
public record ReplyPattern(
    String code,
    List<String> except,
    Optional<String> enhanced,
    List<String> offered,
    List<String> absent,
    Optional<String> text) {
  private static final String TLS = "tls";

  /** How a record of TLS begins that is no data: an alert or a handshake. RFC 8446 section 5.1. */
  private static final Pattern RECORD = Pattern.compile("[\\x15\\x16]\\x03");

  /** Copies the lists. */
  public ReplyPattern {
    except = List.copyOf(except);
    offered = List.copyOf(offered);
    absent = List.copyOf(absent);
  }

  boolean matches(Reply reply, Bindings bindings) {
    if (code.equals(TLS)) {
      return RECORD.matcher(reply.raw().text()).lookingAt();
    }
    return like(code, reply.code())
        && except.stream().noneMatch(other -> like(other, reply.code()))
        && enhanced.map(wanted -> enhancedMatches(wanted, reply)).orElse(true)
        && reply.keywords().containsAll(offered)
        && absent.stream().noneMatch(reply.keywords()::contains)
        && text.map(pattern -> bindings.find(pattern, reply.text())).orElse(true);
  }

  private static boolean like(String pattern, int code) {
    int left = code;
    for (int i = 2; i >= 0; i--, left /= 10) {
      if (pattern.charAt(i) != 'x' && pattern.charAt(i) != '0' + left % 10) {
        return false;
      }
    }
    return code >= 100;
  }

  private static boolean enhancedMatches(String wanted, Reply reply) {
    String regexp = wanted.replace(".", "\\.").replace("x", "\\d{1,3}");
    Pattern pattern = Pattern.compile("^" + regexp + "( |$)");
    return reply.lines().stream().allMatch(line -> pattern.matcher(line).find());
  }

  /** The pattern as a suite file writes it. */
  public String words() {
    var words = new StringBuilder(code.equals("xxx") ? "any" : code);
    except.forEach(other -> words.append(" !").append(other));
    enhanced.ifPresent(wanted -> words.append(' ').append(wanted));
    offered.forEach(keyword -> words.append(" +").append(keyword));
    absent.forEach(keyword -> words.append(" -").append(keyword));
    text.ifPresent(pattern -> words.append(" ~ /").append(pattern).append('/'));
    return words.toString();
  }
}
