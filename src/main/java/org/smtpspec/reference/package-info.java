/**
 * The reference server: an SMTP server on Apache James Protocols that keeps every rule of RFC 821,
 * 1123 and 5321, and of the extensions, we test, and, on request, breaks exactly one of them (a
 * seeded {@code Defect}), so that the suites can be shown to notice. It must not know how it is
 * tested: no suite, no dialogue, no verdict. Start reading at {@code ReferenceServer}, then {@code
 * Dispatcher} for commands and {@code TextHandler} for the message; {@code PathParser} has the
 * address grammar.
 */
package org.smtpspec.reference;
