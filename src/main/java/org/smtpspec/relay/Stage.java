package org.smtpspec.relay;

import org.smtpspec.result.RelayOutcome;

/** How far a probe has come in its session. */
enum Stage {
  GREETING(RelayOutcome.REFUSED_AT_GREETING),
  HELO(RelayOutcome.REFUSED_AT_HELO),
  MAIL(RelayOutcome.REFUSED_AT_MAIL),
  RCPT(RelayOutcome.REFUSED_AT_RCPT),
  DATA(RelayOutcome.REFUSED_AT_DATA),
  END(RelayOutcome.REFUSED_AT_END);

  private final RelayOutcome refused;

  Stage(RelayOutcome refused) {
    this.refused = refused;
  }

  /** The outcome when it is refused here. */
  RelayOutcome refused() {
    return refused;
  }
}
