package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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
    "rcpt-without-mail-accepted, ORDER",
    "bad-rcpt-drops-transaction, GOOD_RECIPIENT",
    "two-replies-to-bad-command, ONE_REPLY",
    "reply-ends-in-lf, WELL_FORMED",
    "pipelined-replies-swapped, SUCCESS_CODE",
    "rset-needs-new-helo, GOOD_SENDER",
    "second-transaction-refused, GOOD_SENDER",
    "lf-dot-crlf-ends-text, END_OF_DATA",
    "quit-in-text-obeyed, SUCCESS_CODE",
    "vrfy-ends-session, NO_CLOSE",
    "unknown-command-555, NONE",
    "delivered-twice, ARRIVES_ONCE",
    "first-recipient-only, ARRIVES_ONCE",
    "dots-not-removed, TEXT_KEPT",
    "trailing-blanks-cut, TEXT_KEPT",
    "failure-reply-but-delivered, REFUSED_STAYS_OUT",
    "split-command-refused, SAME_REPLIES",
    "noop-answered-220, SUCCESS_CODE"
  })
  void aSeededDefectBreaksItsRule(String defect, String rule) throws Exception {
    List<String> broken =
        campaign("reference:" + defect, 1200).findings().stream()
            .map(finding -> finding.breach().rule().name())
            .toList();

    if (rule.equals("NONE")) {
      assertThat(broken).as("a refusal with any code is a refusal").isEmpty();
    } else {
      assertThat(broken).contains(rule);
    }
  }

  @Test
  void aFindingIsSmall() throws Exception {
    Finding finding =
        campaign("reference:rcpt-without-mail-accepted", 300).of(Rule.ORDER).orElseThrow();

    assertThat(finding.sequence().moves()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void shardsTogetherPlayWhatOneCampaignPlays() throws Exception {
    try (Target target = start("reference")) {
      var whole = new Campaign(target, plan(200, 1, 1)).run().coverage();
      var first = new Campaign(target, plan(200, 1, 2)).run().coverage();
      var second = new Campaign(target, plan(200, 2, 2)).run().coverage();
      var together = new Coverage();
      together.add(first.counts());
      together.add(second.counts());

      assertThat(together.counts().keySet()).containsAll(whole.counts().keySet());
    }
  }

  @Test
  void aServerThatRelaysForAllIsSeenToRelay() throws Exception {
    assertThat(campaign("reference@open", 600).of(Rule.CLOSED_RELAY)).isPresent();
  }

  private static Campaign.Outcome campaign(String spec, long tries) throws Exception {
    try (Target target = start(spec)) {
      return new Campaign(target, plan(tries, 1, 1)).run();
    }
  }

  private static CampaignPlan plan(long tries, int shard, int shards) {
    return new CampaignPlan(
        tries,
        Optional.empty(),
        1,
        1,
        shard,
        shards,
        EnumSet.allOf(Property.class),
        Duration.ofSeconds(3));
  }

  private static Target start(String spec) throws TargetException {
    return new Targets().start(spec, TargetOptions.none(Path.of(".")));
  }
}
