/**
 * The result document: one immutable record tree with what every target answered to every case,
 * written as lines while a run goes on and closed into {@code result.json} at its end, read back,
 * merged and counted. It must not know how a dialogue is played or judged, nor how a report looks;
 * it imports nothing of ours. Start reading at {@link org.smtpspec.result.Result}, then {@link
 * org.smtpspec.result.ResultWriter}.
 */
package org.smtpspec.result;
