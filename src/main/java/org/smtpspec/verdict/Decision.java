package org.smtpspec.verdict;

/**
 * The point of a dialogue at which a verdict fell.
 *
 * @param line the line of the suite file, from 1
 * @param event the position in the transcript, from 0; -1 when nothing was played
 * @param sent what the client had sent last, escaped
 * @param expected the replies or mail that keep the rule
 * @param tolerated those that are tolerated; empty when there are none
 * @param received what came, escaped
 * @param ms how long that took, in milliseconds
 */
public record Decision(
    int line,
    int event,
    String sent,
    String expected,
    String tolerated,
    String received,
    double ms) {}
