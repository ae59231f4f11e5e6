/**
 * The command line: picocli commands that parse, call and print, and nothing else. It must not know
 * how a verdict is reached or a report is drawn. Start reading at {@code Main}.
 */
package org.smtpspec.cli;
