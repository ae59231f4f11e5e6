package org.smtpspec.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.target.Machine;

/** Runs commands on the machine of a server, and tells what they mean. */
record Commands(Site site) {
  private static final int NO_COMMAND = 127;
  private static final int SHOWN = 12;
  private static final int WIDTH = 300;
  private static final long PAUSE = 200;

  private static final String NO_MACHINE = "the machine of the server cannot be looked at";

  /** Whether the condition of a check is met: empty when it is, else why nothing is tried. */
  Optional<Finding> unmet(Check.Condition condition) {
    if (site.machine().isEmpty()) {
      return Optional.of(Finding.notApplicable(NO_MACHINE));
    }
    try {
      Machine.Ran ran = site.run(condition.script(), "root");
      return ran.status() == 0
          ? Optional.empty()
          : Optional.of(
              new Finding(
                  AuditVerdict.NOT_APPLICABLE,
                  condition.otherwise(),
                  shown(condition.script(), "root", ran)));
    } catch (IOException e) {
      return Optional.of(Finding.inconclusive(e.getMessage()));
    }
  }

  /** What cannot be prepared says nothing about the server. */
  Finding prepare(Step.Prepare step) {
    if (site.machine().isEmpty()) {
      return Finding.notApplicable(NO_MACHINE);
    }
    try {
      Machine.Ran ran = site.run(step.script(), step.user());
      return ran.status() == 0
          ? new Finding(AuditVerdict.PASS, "", List.of())
          : new Finding(
              AuditVerdict.INCONCLUSIVE,
              "what the check needs could not be put in place",
              shown(step.script(), step.user(), ran));
    } catch (IOException e) {
      return Finding.inconclusive(e.getMessage());
    }
  }

  /** Runs a command until it is as it has to be, or its time is over. */
  Finding run(Step.Run step) throws InterruptedException {
    if (site.machine().isEmpty()) {
      return Finding.notApplicable(NO_MACHINE);
    }
    long begun = System.nanoTime();
    try {
      while (true) {
        Finding finding = judged(step, site.run(step.script(), step.user()));
        if (finding.isPass() || System.nanoTime() - begun >= step.within().toNanos()) {
          return finding;
        }
        Thread.sleep(PAUSE);
      }
    } catch (IOException e) {
      return Finding.inconclusive(e.getMessage());
    }
  }

  private static Finding judged(Step.Run step, Machine.Ran ran) {
    List<String> shown = shown(step.script(), step.user(), ran);
    if (ran.status() == NO_COMMAND && step.status().orElse(0) != NO_COMMAND) {
      return new Finding(AuditVerdict.INCONCLUSIVE, "the command is not there", shown);
    }
    Optional<String> wrong = wrong(step, ran);
    if (wrong.isEmpty()) {
      return new Finding(AuditVerdict.PASS, "", shown);
    }
    String reason = step.failing().isEmpty() ? wrong.get() : step.failing() + ": " + wrong.get();
    return new Finding(AuditVerdict.FAIL, reason, shown);
  }

  private static Optional<String> wrong(Step.Run step, Machine.Ran ran) {
    if (step.status().isPresent() && step.status().getAsInt() != ran.status()) {
      return Optional.of(
          "exit status %d, expected %d".formatted(ran.status(), step.status().getAsInt()));
    }
    Optional<Pattern> missing =
        step.prints().filter(pattern -> !pattern.matcher(ran.output()).find());
    if (missing.isPresent()) {
      return Optional.of("the output lacks /" + missing.get() + "/");
    }
    return step.lacks()
        .flatMap(pattern -> ran.output().lines().filter(pattern.asPredicate()).findFirst())
        .map(line -> "it prints '" + cut(line.strip()) + "'");
  }

  /** The command as one types it, and the first lines of what it printed. */
  private static List<String> shown(String script, String user, Machine.Ran ran) {
    var shown = new ArrayList<String>();
    String sign = user.equals("root") ? "# " : user + "$ ";
    script.strip().lines().map(line -> sign + line).forEach(shown::add);
    List<String> lines = ran.output().lines().toList();
    lines.stream().limit(SHOWN).map(Commands::cut).forEach(shown::add);
    if (lines.size() > SHOWN) {
      shown.add("... and " + (lines.size() - SHOWN) + " lines more");
    }
    shown.add("exit status " + ran.status());
    return shown;
  }

  /** A line of bounded length. */
  static String cut(String line) {
    return line.length() > WIDTH ? line.substring(0, WIDTH) + "..." : line;
  }
}
