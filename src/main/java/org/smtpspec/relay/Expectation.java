package org.smtpspec.relay;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.smtpspec.result.RelayOutcome;

/** What a policy expects of a cell: one of several wishes is to come true. */
public record Expectation(List<Wish> wishes) {
  static final String FORMS =
      "relay, deliver, refuse, refuse 550, refuse 4xx, defer, bounce, vanish, not-relayed or any";
  private static final Pattern REFUSE = Pattern.compile("refuse(?: ([45][0-9x][0-9x]))?");

  /** Copies the list. */
  public Expectation {
    wishes = List.copyOf(wishes);
  }

  /**
   * One wish.
   *
   * @param word as a policy writes it
   * @param code what the reply code has to be like; empty when it plays no part
   */
  public record Wish(String word, String code) {
    private boolean metBy(RelayOutcome outcome, int reply) {
      return switch (word) {
        case "relay" -> outcome == RelayOutcome.RELAYED;
        case "deliver" -> outcome == RelayOutcome.DELIVERED;
        case "defer" -> outcome == RelayOutcome.DEFERRED;
        case "bounce" -> outcome == RelayOutcome.BOUNCED;
        case "vanish" -> outcome == RelayOutcome.VANISHED;
        case "not-relayed" -> outcome != RelayOutcome.RELAYED;
        case "any" -> true;
        default -> refusal(outcome) && like(reply);
      };
    }

    private boolean refusal(RelayOutcome outcome) {
      return outcome.refused() || (code.startsWith("4") && outcome == RelayOutcome.DEFERRED);
    }

    private boolean like(int reply) {
      return code.isEmpty() || String.valueOf(reply).matches(code.replace('x', '.'));
    }

    private String words() {
      return code.isEmpty() ? word : word + " " + code;
    }
  }

  /** Reads one wish; empty when it is none. */
  static Optional<Wish> wish(String text) {
    var refuse = REFUSE.matcher(text);
    if (refuse.matches()) {
      String code = Optional.ofNullable(refuse.group(1)).orElse("");
      return Optional.of(new Wish("refuse", code));
    }
    boolean plain =
        List.of("relay", "deliver", "defer", "bounce", "vanish", "not-relayed", "any")
            .contains(text);
    return plain ? Optional.of(new Wish(text, "")) : Optional.empty();
  }

  /** Whether an outcome is as expected; {@code reply} is the code of the reply that decided. */
  public boolean metBy(RelayOutcome outcome, int reply) {
    return wishes.stream().anyMatch(wish -> wish.metBy(outcome, reply));
  }

  /** The expectation in words: {@code refuse 550 or bounce}. */
  public String words() {
    return wishes.stream().map(Wish::words).collect(Collectors.joining(" or "));
  }
}
