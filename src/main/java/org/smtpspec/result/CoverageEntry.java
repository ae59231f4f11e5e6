package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * What sequences of commands have seen of one command in one state of the session.
 *
 * @param target the id of the target
 * @param state of the session, before the command
 * @param command the verb
 * @param replies how often a reply of each class came, as 2yz; empty when no sequence has got there
 */
@JsonPropertyOrder({"target", "state", "command", "replies"})
public record CoverageEntry(
    String target, String state, String command, Map<String, Long> replies) {

  /** Copies the replies, in the order of their classes. */
  public CoverageEntry {
    target = Printable.required(target, "target");
    state = Printable.required(state, "state");
    command = Printable.required(command, "command");
    replies = new TreeMap<>(replies == null ? Map.of() : replies);
  }

  /** This with what another share of the same campaign has seen. */
  CoverageEntry and(CoverageEntry other) {
    var all = new TreeMap<>(replies);
    other.replies.forEach((reply, count) -> all.merge(reply, count, Long::sum));
    return new CoverageEntry(target, state, command, all);
  }
}
