/**
 * Fuzzing that finds wrong answers, not only crashes: sequences are generated, played, and judged
 * against a {@link org.smtpspec.fuzz.Model} of what a server may answer in each state. What breaks
 * a rule is shrunk and written as a suite file. It must not know containers nor any server of ours.
 * Start reading at {@link org.smtpspec.fuzz.Model} and {@link org.smtpspec.fuzz.Conversation}.
 */
package org.smtpspec.fuzz;
