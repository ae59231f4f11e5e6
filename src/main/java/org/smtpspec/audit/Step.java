package org.smtpspec.audit;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.smtpspec.suite.Excerpt;

/** A step of a check. */
sealed interface Step {
  /** Does it at a site. */
  Finding by(Site site) throws InterruptedException;

  /**
   * Something that has to be in place before the check can say anything.
   *
   * @param user as whom the script is run
   */
  record Prepare(String script, String user) implements Step {
    @Override
    public Finding by(Site site) throws InterruptedException {
      return new Commands(site).prepare(this);
    }
  }

  /**
   * A command whose exit status and output say whether the server is hardened.
   *
   * @param user as whom the script is run
   * @param status how it has to end; any where it is empty
   * @param prints found in what it prints
   * @param lacks not found in what it prints
   * @param within how long it is tried again until all that holds
   * @param failing what it means when that does not hold; may be empty
   */
  record Run(
      String script,
      String user,
      OptionalInt status,
      Optional<Pattern> prints,
      Optional<Pattern> lacks,
      Duration within,
      String failing)
      implements Step {
    @Override
    public Finding by(Site site) throws InterruptedException {
      return new Commands(site).run(this);
    }
  }

  /**
   * A dialogue with the server, and the mail that comes of it.
   *
   * @param from the vantage point of the client
   * @param failing what it means when the dialogue is not met; may be empty
   */
  record Talk(Excerpt excerpt, String from, String failing) implements Step {
    @Override
    public Finding by(Site site) {
      return new Conversation(site).hold(this);
    }
  }
}
