package org.smtpspec.fuzz;

/**
 * A rule that was seen broken.
 *
 * @param state how far the session was
 * @param got what came instead, in a word: a code, {@code closed}, {@code silence}
 * @param expected what the rule allows, as a suite file writes it
 */
record Breach(Rule rule, State state, Verb verb, Argument argument, String got, String expected) {
  /** What is the same for findings that are the same. */
  String key() {
    if (rule.isOfForm()) {
      return rule.word() + " " + got;
    }
    if (rule == Rule.NO_CLOSE && argument.isHostile()) {
      return rule.word() + " " + argument;
    } else if (rule == Rule.TRAILING_BLANKS) {
      return rule.word() + " " + verb;
    }
    // The reply to what stands behind the lone LF comes when it comes.
    return rule == Rule.LINE_END && isTooMany()
        ? rule.word() + " extra"
        : rule.word() + " " + state + " " + verb + " " + argument + " " + got;
  }

  /**
   * Whether {@code other} is the same fault, perhaps seen with a simpler argument. A reply too many
   * is seen sooner or later, as it arrives.
   */
  boolean resembles(Breach other) {
    boolean same = (verb == other.verb || rule.isOfForm()) && got.equals(other.got);
    // What shows without a text or line that could have ended early is no matter of its end.
    boolean blamed = rule == other.rule || rule.isOfEnds();
    return blamed && (same || (isTooMany() && other.isTooMany()));
  }

  private boolean isTooMany() {
    boolean atOnce = (verb == Verb.END || verb == Verb.BDAT) && got.startsWith("extra");
    return (rule == Rule.ONE_REPLY || rule.isOfEnds())
        && !atOnce
        && !isSilence()
        && !got.equals("flood");
  }

  /** Whether no reply came. */
  boolean isSilence() {
    return got.equals("silence");
  }

  /** The breach in a line. */
  String words() {
    return "%s in state %s (argument %s) got %s, not %s: %s"
        .formatted(verb, state, argument, got, expected, rule.title());
  }
}
