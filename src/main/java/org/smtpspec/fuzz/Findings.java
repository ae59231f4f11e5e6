package org.smtpspec.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.smtpspec.result.FuzzEntry;
import org.smtpspec.target.Target;

/** Writes the findings of a campaign into a folder, a suite file for each. */
final class Findings {
  private final Path folder;
  private final Target target;
  private final List<String> origin;

  /**
   * A writer.
   *
   * @param origin what each file says of where it comes from
   */
  Findings(Path folder, Target target, List<String> origin) {
    this.folder = folder;
    this.target = target;
    this.origin = List.copyOf(origin);
  }

  /** Writes them all; gives what the result says of them, by property. */
  Map<Property, List<FuzzEntry.Finding>> write(Campaign campaign, List<Finding> findings)
      throws IOException {
    var entries = new LinkedHashMap<Property, List<FuzzEntry.Finding>>();
    Files.createDirectories(folder);
    int number = 0;
    for (Finding finding : findings) {
      Path path = folder.resolve(name(++number, finding.breach()));
      var lines = new ArrayList<>(origin);
      lines.add("sequence: " + finding.index());
      lines.add("again: smtpspec replay " + path + " --target " + target.id());
      var file = new CaseFile(target.facts());
      Files.writeString(path, file.text(finding, campaign.play(finding), lines));
      entries
          .computeIfAbsent(finding.breach().rule().property(), any -> new ArrayList<>())
          .add(
              new FuzzEntry.Finding(
                  path.toString(), finding.breach().words(), finding.count(), finding.rate()));
    }
    return entries;
  }

  private static String name(int number, Breach breach) {
    return "%03d-%s-%s.smtp"
        .formatted(number, breach.rule().word(), breach.verb().name().toLowerCase(Locale.ROOT));
  }
}
