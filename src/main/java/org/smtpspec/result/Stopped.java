package org.smtpspec.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that was stopped before its end, as its lines tell it.
 *
 * @param length how many octets the whole lines are
 */
record Stopped(Path file, RunInfo run, List<Line> lines, long length) {
  static Stopped in(Path dir) {
    Path file = dir.resolve(ResultWriter.LINES);
    try {
      var lines = new ArrayList<Line>();
      long length = ResultReader.eachLine(file, Files.readAllBytes(file), lines::add);
      RunInfo run = lines.get(0).run();
      if (run == null) {
        throw new ResultException(file + ": its first line tells of no run");
      }
      return new Stopped(file, run, List.copyOf(lines), length);
    } catch (NoSuchFileException e) {
      throw new ResultException(dir + ": no run was stopped here: there is no " + file, e);
    } catch (IOException e) {
      throw new ResultException(file + ": cannot be read: " + e, e);
    }
  }

  /** Refuses to go on as {@code now} on {@code targets} when it was something else. */
  void check(RunInfo now, List<TargetInfo> targets) {
    same("another version of smtpspec", run.version(), now.version());
    same("another profile", run.profile(), now.profile());
    same(
        "other targets",
        lines.stream()
            .filter(line -> line.target() != null)
            .map(line -> line.target().id())
            .distinct()
            .toList()
            .toString(),
        targets.stream().map(TargetInfo::id).toList().toString());
  }

  private void same(String what, String then, String now) {
    if (!then.equals(now)) {
      throw new ResultException(
          "%s: the stopped run had %s: found %s, expected %s".formatted(file, what, then, now));
    }
  }
}
