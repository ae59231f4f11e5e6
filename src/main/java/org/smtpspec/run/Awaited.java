package org.smtpspec.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.smtpspec.result.ResultException;
import org.smtpspec.target.TargetException;

/** What came of work with a target that another thread has done. */
public final class Awaited {
  private Awaited() {}

  /**
   * Waits for {@code work}.
   *
   * @param what it is called when it breaks off
   * @return its result
   * @throws TargetException when that is why it ended
   * @throws ResultException when that is
   * @throws IllegalStateException when something else is: a fault of ours
   */
  public static <T> T result(Future<T> work, String what)
      throws TargetException, InterruptedException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TargetException failed) {
        throw failed;
      } else if (e.getCause() instanceof ResultException unwritable) {
        throw unwritable;
      }
      throw new IllegalStateException(what + " broke off: " + e.getCause(), e.getCause());
    }
  }
}
