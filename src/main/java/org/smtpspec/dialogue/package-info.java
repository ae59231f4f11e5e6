/**
 * The one currency of smtpspec: a dialogue of {@link org.smtpspec.dialogue.Step}s, played by the
 * {@link org.smtpspec.dialogue.Player}, recorded as a {@link org.smtpspec.dialogue.Transcript} of
 * what was sent and observed. It must not know where a dialogue comes from (a suite, a policy, a
 * fuzzer) nor what a verdict is. Start reading at {@link org.smtpspec.dialogue.Step}.
 */
package org.smtpspec.dialogue;
