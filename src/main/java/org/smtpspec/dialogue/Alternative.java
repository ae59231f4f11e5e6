package org.smtpspec.dialogue;

/**
 * One line of an expectation: a set of replies, and what it means for the rule when the reply is in
 * it.
 *
 * @param line its line in the suite file, from 1
 * @param set the replies
 * @param rank what a match means
 * @param reason why, for {@link Rank#TOLERATED} and {@link Rank#EXEMPT}; for {@link Rank#KEEPS}
 *     which of several right answers it is, or empty
 * @param stop whether the dialogue ends with this match
 */
public record Alternative(int line, ReplySet set, Rank rank, String reason, boolean stop) {}
