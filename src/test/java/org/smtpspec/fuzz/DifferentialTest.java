package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.Targets;

class DifferentialTest {
  @Test
  void whoBreaksARuleIsNamedAndTheDialogueGoesStraightThere() throws Exception {
    List<String> lines = compare("reference", "reference:rcpt-without-mail-accepted");

    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith(
                        "READY\tRCPT\tGOOD\t5yz\t2yz\treference:rcpt-without-mail-accepted breaks order\t")
                    && line.matches(
                        ".*\tHELO client\\.test\\\\r\\\\nRCPT TO:<\\w+@mta\\.test>\\\\r\\\\n"))
        // Behind a chunk that failed the state is indeterminate: RFC 3030 section 2.
        .noneMatch(
            line -> line.contains("\t" + Differential.CHOICE + "\t") && !line.contains("BDAT"));
  }

  @Test
  void whatTheRfcLeavesOpenIsALegalChoice() throws Exception {
    assertThat(compare("reference", "james"))
        .anyMatch(line -> line.startsWith("MAILED\tMAIL\tGOOD\t2yz\t5yz\tlegal choice\t"))
        .allMatch(line -> line.split("\t").length == 8);
  }

  @Test
  void equalServersDoNotDiffer() throws Exception {
    assertThat(compare("reference", "reference")).isEmpty();
  }

  private static List<String> compare(String one, String other) throws Exception {
    var plan =
        new CampaignPlan(
            300,
            Optional.empty(),
            1,
            1,
            1,
            1,
            EnumSet.allOf(Property.class),
            Duration.ofSeconds(3));
    TargetOptions options = TargetOptions.none(Path.of("."));
    try (Target first = new Targets().start(one, options);
        Target second = new Targets().start(other, options)) {
      return new Differential(List.of(first, second), plan).run();
    }
  }
}
