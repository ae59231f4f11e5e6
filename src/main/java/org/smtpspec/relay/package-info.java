/**
 * Who may send where through a server, proved by where the mail went: relay policies, their
 * expansion to cells, the probes and their outcomes. It must not know what kind of target it probes
 * nor how a result is shown. Start reading at {@link org.smtpspec.relay.RelayRunner}; the policy
 * file is described in {@code suites/relay/FORMAT.md}.
 */
package org.smtpspec.relay;
