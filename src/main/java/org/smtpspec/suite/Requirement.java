package org.smtpspec.suite;

/**
 * A rule of the catalogue, a row of {@code suites/requirements.tsv}; {@code suites/requirements.md}
 * explains the columns.
 *
 * @param id as {@code RFC821-4.1.1-SEQ-05}
 * @param rfc the number of its RFC
 * @param section where it stands there
 * @param level how much it binds
 * @param topic one word for grouping
 * @param statement what the server does
 * @param observable how a client sees it
 * @param allowedCodes reply codes, {@code good|bad}
 * @param supersededBy the later rule that changes or repeats it, or {@code -}
 */
public record Requirement(
    String id,
    int rfc,
    String section,
    Level level,
    String topic,
    String statement,
    String observable,
    String allowedCodes,
    String supersededBy) {}
