package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.Targets;

class DifferentialTest {
  private static final TargetOptions OPTIONS = TargetOptions.none(Path.of("."));

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
            line -> line.contains("\t" + FateComparison.CHOICE + "\t") && !line.contains("BDAT"));
  }

  @Test
  void whatTheRfcLeavesOpenIsALegalChoice() throws Exception {
    assertThat(compare("reference", "james"))
        .anyMatch(line -> line.startsWith("MAILED\tMAIL\tGOOD\t2yz\t5yz\tlegal choice\t"))
        .allMatch(line -> line.split("\t").length == 8);
  }

  @Test
  void equalServersDoNotDiffer() throws Exception {
    var targets = new Targets();
    try (Target first = targets.start("reference", OPTIONS);
        Target second = targets.start("reference", OPTIONS)) {
      var differential = new Differential(List.of(first, second), plan(300));

      List<String> lines = differential.run();

      assertThat(lines).isEmpty();
      assertThat(differential.compared()).isGreaterThan(50);
    }
  }

  @Test
  void whoLosesARecipientIsNamed() throws Exception {
    List<String> lines = compare("reference", "reference:first-recipient-only", 64);

    assertThat(lines)
        .isNotEmpty()
        .allMatch(
            line ->
                line.matches(
                    "TEXT\\t(END|BDAT)\\t[A-Z]+\\t(1|n) of [1n]\\t0 of [1n]"
                        + "\\treference:first-recipient-only breaks arrives-once\\t.*"))
        .anyMatch(
            line ->
                line.endsWith(
                    "\tHELO client.test\\r\\nMAIL FROM:<sender@client.test>\\r\\n"
                        + "RCPT TO:<alice@mta.test>\\r\\nRCPT TO:<bob@mta.test>\\r\\n"
                        + "RCPT TO:<postmaster@mta.test>\\r\\nDATA\\r\\n"
                        + "From: <sender@client.test>\\r\\nSubject: fuzz-stamp-place\\r\\n"
                        + "\\r\\nx\\r\\n.\\r\\n"));
  }

  @Test
  void whoChangesATextIsNamedWhereItMustBeKept() throws Exception {
    List<String> lines = compare("reference", "reference:only-doubled-dots-removed", 20);

    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("TEXT\tEND\tCLEAN\t1 of 1, as sent\t1 of 1, other text\t")
                    && line.contains("\treference:only-doubled-dots-removed breaks text-kept\t"))
        // Of a text with a lone LF no server has to know where its lines begin.
        .allMatch(line -> line.contains(" breaks text-kept\t") || line.contains("\tTAINTED\t"));
  }

  @Test
  void mailIsLeftAloneWhereItIsNotAskedFor() throws Exception {
    try (Target first = new Targets().start("reference", OPTIONS);
        Target second = new Targets().start("reference:delivered-twice", OPTIONS)) {
      var differential = new Differential(List.of(first, second), plan(30, Property.REPLIES));

      assertThat(differential.run()).isEmpty();
      assertThat(differential.compared()).isZero();
    }
  }

  private static List<String> compare(String one, String other) throws Exception {
    return compare(one, other, 300);
  }

  private static List<String> compare(String one, String other, int tries) throws Exception {
    try (Target first = new Targets().start(one, OPTIONS);
        Target second = new Targets().start(other, OPTIONS)) {
      return new Differential(List.of(first, second), plan(tries)).run();
    }
  }

  private static CampaignPlan plan(int tries, Property... properties) {
    Set<Property> judged =
        properties.length > 0 ? Set.of(properties) : EnumSet.allOf(Property.class);
    return new CampaignPlan(tries, Optional.empty(), 1, 1, 1, 1, judged, Duration.ofSeconds(3));
  }
}
