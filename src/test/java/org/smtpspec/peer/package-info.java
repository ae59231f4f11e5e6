/**
 * Servers for tests: a {@link org.smtpspec.peer.ScriptedPeer} does what its script says, good or
 * bad; a {@link org.smtpspec.peer.SmallMta} takes mail and keeps it. They know nothing of suites.
 */
package org.smtpspec.peer;
