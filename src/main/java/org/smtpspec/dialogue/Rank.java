package org.smtpspec.dialogue;

/** What it means for the rule under test that an alternative of an expectation matched. */
public enum Rank {
  /** The rule is kept: lines {@code S:} and {@code S|}. */
  KEEPS,
  /** The narrower reading is broken, a legitimate wider one is kept: {@code S?}. */
  TOLERATED,
  /** The rule does not reach this server: {@code S-}. */
  EXEMPT
}
