package org.smtpspec.result;

/** A result document that cannot be read, written or merged; the message says where and why. */
public final class ResultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ResultException(String message) {
    super(message);
  }

  ResultException(String message, Throwable cause) {
    super(message, cause);
  }
}
