/**
 * Octets in and out, without loss: the connection, the reply reader, TLS, and the ways in which a
 * connection fails. It must not know what a dialogue is or which reply is right. Start reading at
 * {@link org.smtpspec.wire.Connection}, then {@link org.smtpspec.wire.ReplyReader}.
 */
package org.smtpspec.wire;
