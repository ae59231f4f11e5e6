package org.smtpspec.reference;

import java.util.Optional;

/**
 * A recipient that was taken.
 *
 * @param path the forward-path as the client wrote it
 * @param account who that is here; empty for a recipient elsewhere
 */
record Recipient(MailPath path, Optional<Account> account) {}
