package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.Targets;

class CampaignTest {
  @Test
  void aSoundServerBreaksNothing() throws Exception {
    assertThat(campaign("reference", 400).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "rcpt-without-mail-accepted, ORDER, 200",
    "two-replies-to-bad-command, ONE_REPLY, 200",
    "reply-ends-in-lf, WELL_FORMED, 200",
    "rset-needs-new-helo, GOOD_SENDER, 200",
    "second-transaction-refused, GOOD_SENDER, 200",
    "lf-dot-crlf-ends-text, END_OF_DATA, 500",
    "quit-in-text-obeyed, SUCCESS_CODE, 200",
    "vrfy-ends-session, NO_CLOSE, 200",
    "delivered-twice, ARRIVES_ONCE, 200",
    "split-command-refused, REQUIRED, 200",
    "noop-answered-220, SUCCESS_CODE, 200"
  })
  void aSeededDefectBreaksItsRule(String defect, String rule, long tries) throws Exception {
    List<String> broken =
        campaign("reference:" + defect, tries).findings().stream()
            .map(finding -> finding.breach().rule().name())
            .toList();

    assertThat(broken).contains(rule);
  }

  @Test
  void aFindingIsSmall() throws Exception {
    Finding finding =
        campaign("reference:rcpt-without-mail-accepted", 300).of(Rule.ORDER).orElseThrow();

    assertThat(finding.sequence().moves()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void shardsShareNoBlockAndLeaveNoneOut() {
    var firsts = new TreeSet<Long>();
    for (int shard = 1; shard <= 3; shard++) {
      for (long block = 0; block < 4; block++) {
        firsts.add(plan(1000, shard, 3).first(block, 32));
      }
    }

    assertThat(firsts).hasSize(12).allMatch(first -> first % 32 == 0);
    assertThat(firsts.last()).isEqualTo(11 * 32);
  }

  @Test
  void theSameSeedPlaysAndFindsTheSame() throws Exception {
    Campaign.Outcome once = campaign("reference:rcpt-without-mail-accepted", 300);
    Campaign.Outcome again = campaign("reference:rcpt-without-mail-accepted", 300);

    assertThat(once.roll().count()).isEqualTo(300);
    assertThat(again.roll()).isEqualTo(once.roll());
    assertThat(again.findings()).isNotEmpty().isEqualTo(once.findings());
    assertThat(again.corpus().all()).isEqualTo(once.corpus().all());
  }

  @Test
  void sharesPlayTogetherWhatTheWholePlays() throws Exception {
    Roll whole = campaign("reference", 200).roll();
    Roll shares = Roll.EMPTY;
    for (int shard = 1; shard <= 3; shard++) {
      try (Target target = start("reference")) {
        shares = shares.and(new Campaign(target, plan(200, shard, 3)).run().roll());
      }
    }

    assertThat(shares).isEqualTo(whole);
  }

  @Test
  void aCampaignGoesOnWhereItWasStopped() throws Exception {
    try (Target target = start("reference")) {
      var first = new Campaign(target, plan(96, 1, 1));
      first.run();
      Checkpoint checkpoint = first.checkpoint();
      var second = new Campaign(target, plan(128, 1, 1));
      second.resume(checkpoint);
      second.run();

      assertThat(checkpoint.nextBlock()).isEqualTo(3);
      assertThat(second.tally().sequences.get())
          .isGreaterThan(first.tally().sequences.get())
          .isLessThan(first.tally().sequences.get() + 128);
    }
  }

  @Test
  void mailThatNobodyJudgesDoesNotPileUp() throws Exception {
    CampaignPlan plan = plan(Campaign.BLOCK * (Campaign.LOOKED_AT + 1), 1, 1, Property.STATES);
    try (Target target = start("reference")) {
      var campaign = new Campaign(target, plan);
      campaign.run();

      assertThat(campaign.tally().sequences.get()).isGreaterThanOrEqualTo(plan.tries());
      for (String box : Terms.of(target.facts()).mailboxes()) {
        assertThat(target.inbox().orElseThrow().holding(box, "")).isEmpty();
      }
    }
  }

  @Test
  void aServerThatRelaysForAllIsSeenToRelay() throws Exception {
    assertThat(campaign("reference@open", 300).of(Rule.CLOSED_RELAY)).isPresent();
  }

  private static Campaign.Outcome campaign(String spec, long tries) throws Exception {
    try (Target target = start(spec)) {
      return new Campaign(target, plan(tries, 1, 1)).run();
    }
  }

  private static CampaignPlan plan(long tries, int shard, int shards) {
    return plan(tries, shard, shards, Property.values());
  }

  private static CampaignPlan plan(long tries, int shard, int shards, Property... properties) {
    return new CampaignPlan(
        tries, Optional.empty(), 1, 1, shard, shards, Set.of(properties), Duration.ofSeconds(3));
  }

  private static Target start(String spec) throws TargetException {
    return new Targets().start(spec, TargetOptions.none(Path.of(".")));
  }
}
