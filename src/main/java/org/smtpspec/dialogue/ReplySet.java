package org.smtpspec.dialogue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.wire.Reply;

/**
 * A set of replies, written {@code 250 | 251}, {@code 5xx !502}, {@code 421 | closed}.
 *
 * @param patterns its members
 * @param closed whether a connection closed or reset instead of a reply is in it too
 */
public record ReplySet(List<ReplyPattern> patterns, boolean closed) {
  /** Copies the list. */
  public ReplySet {
    patterns = List.copyOf(patterns);
  }

  boolean matches(Reply reply, Bindings bindings) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(reply, bindings));
  }

  /** The set as a suite file writes it. */
  public String words() {
    Stream<String> members = patterns.stream().map(ReplyPattern::words);
    return Stream.concat(members, closed ? Stream.of("closed") : Stream.empty())
        .collect(Collectors.joining(" | "));
  }
}
