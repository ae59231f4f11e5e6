/**
 * What a played dialogue means for its rule: {@link org.smtpspec.verdict.Judge} turns a transcript
 * into a {@link org.smtpspec.verdict.Verdict}, without the server and without side effects. It must
 * not know how a dialogue was played nor where verdicts go. Start reading at {@code Judge}.
 */
package org.smtpspec.verdict;
