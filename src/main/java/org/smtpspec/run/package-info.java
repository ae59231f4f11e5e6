/**
 * Plans and executes cases on targets in parallel, and writes the result document as it goes. It
 * must not know what kind of target it runs on, nor how a result is shown. Start reading at {@link
 * org.smtpspec.run.Runner}; one case on one target is {@link org.smtpspec.run.CaseRunner}.
 */
package org.smtpspec.run;
