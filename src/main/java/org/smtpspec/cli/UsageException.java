package org.smtpspec.cli;

/** The user asked for something that cannot be; the message is all there is to say. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
