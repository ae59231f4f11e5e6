package org.smtpspec.run;

import java.util.List;

/** Is told how a run goes. Called by many threads. */
public interface Progress {
  /** A target answers, or is known to be unusable. */
  void ready(String target, String software, String phases);

  /** One more case is done on one target. */
  void done();

  /** A target could not be used; {@code log} holds the last lines of its log. */
  void failed(String target, String why, List<String> log);
}
