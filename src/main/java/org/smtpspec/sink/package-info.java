/**
 * The mail hosts around a server under test, and the names by which it finds them: a table of DNS
 * records and hosts, and a sink that plays every host and records each session whole. It must not
 * know anything of ours, so that its classes run alone in a container with a JDK. Start reading at
 * {@link org.smtpspec.sink.Zones} and its table {@code zones.tsv}, then {@link
 * org.smtpspec.sink.Sink}.
 */
package org.smtpspec.sink;
