package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.Weight;

/** Writes the reports of a run and tells its exit code. */
final class Reports {
  private Reports() {}

  static int write(Result result, Path folder, boolean strict, boolean usable, boolean latest)
      throws IOException {
    result
        .cases()
        .forEach(
            entry ->
                entry.results().stream()
                    .filter(v -> Weight.of(entry, v, strict) != Weight.SILENT)
                    .forEach(
                        v ->
                            System.out.printf(
                                "%s %s %s %s%n  at %s%n  sent %s%n  expected %s%n  received %s%n  reason %s%n",
                                entry.id(),
                                v.target(),
                                v.verdict(),
                                entry.levelFor(v),
                                v.at(),
                                v.sent(),
                                v.expected(),
                                v.received(),
                                v.reason())));
    for (Outcome o : Outcome.values()) {
      System.out.printf(
          "%s %d%n",
          o,
          result.cases().stream()
              .flatMap(e -> e.results().stream())
              .filter(v -> v.verdict() == o)
              .count());
    }
    return 0;
  }
}
