package org.smtpspec.relay;

/**
 * One cell of a truth table: who sends what to whom, and what is expected of it.
 *
 * @param vantage from where the client talks to the server
 * @param manner how it talks
 */
public record Cell(
    String vantage, Manner manner, Form sender, Form recipient, Expectation expectation) {
  /** The cell in words. */
  public String words() {
    return String.join(" ", vantage, manner.word(), sender.name(), recipient.name());
  }
}
