package org.smtpspec.wire;

import java.io.IOException;

/** Thrown by a connection whose {@link Fault} it carries. */
public final class FaultException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  FaultException(Fault fault) {
    super(fault.words());
    this.fault = fault;
  }

  FaultException(Fault fault, Throwable cause) {
    super(fault.words(), cause);
    this.fault = fault;
  }

  /** What went wrong. */
  public Fault fault() {
    return fault;
  }
}
