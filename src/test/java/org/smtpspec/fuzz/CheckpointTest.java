package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.wire.Octets;

class CheckpointTest {
  @Test
  void theMovesOfACorpusKeepTheirConnections() {
    var sequence =
        new Sequence(
            List.of(Move.line("1 a"), Move.line("2+b").on(2), Move.line("-c").behind().on(2)));

    assertThat(Corpus.sequence(Corpus.moves(sequence).split("\t", -1), 0)).isEqualTo(sequence);
  }

  @TempDir private Path folder;

  private final Breach breach =
      new Breach(Rule.ORDER, State.READY, Verb.RCPT, Argument.ODD, "250", "4xx | 5xx");
  private final Finding finding =
      new Finding(
          breach,
          new Sequence(List.of(Move.line("HELO a"), new Move(Octets.of("x\t\0\n+-\\"), true))),
          77,
          4,
          5,
          12);
  private final Checkpoint checkpoint =
      new Checkpoint(
          9,
          Set.of(11L, 12L),
          300,
          7,
          new Roll(288, -5),
          Map.of("READY MAIL GOOD 2yz", 40L),
          Map.of("READY MAIL GOOD 2yz", finding.sequence()),
          List.of(finding));

  @Test
  void whatWasWrittenIsReadAgain() throws Exception {
    checkpoint.write(file(), plan(1));

    assertThat(Checkpoint.read(file(), plan(1))).contains(checkpoint);
  }

  @Test
  void thatOfAnotherPlanIsNotTaken() throws Exception {
    checkpoint.write(file(), plan(1));

    assertThat(Checkpoint.read(file(), plan(2))).isEmpty();
  }

  @Test
  void withoutOneACampaignBeginsAtItsBeginning() throws Exception {
    assertThat(Checkpoint.read(file(), plan(1))).isEmpty();
  }

  private Path file() {
    return folder.resolve("deep/checkpoint.tsv");
  }

  private static CampaignPlan plan(long seed) {
    return new CampaignPlan(
        100, Optional.empty(), seed, 1, 1, 1, EnumSet.allOf(Property.class), Duration.ofSeconds(1));
  }
}
