package org.smtpspec.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.run.Tokens;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.Targets;

class TargetProbesTest {
  private static final Path SUITES = Path.of("suites/relay");

  private static final String SMALL =
      """
      title: A few cells
      forms:
        recipients:
          two: "<{u}@two.test>"
          late: "<late@{L}>"
          friend: "<{u}@friend.test>"
      cells:
        - vantages: [outside, inside]
          senders: [external, "null", local]
          recipients: [plain, percent-host, mailbox, two, late]
        - senders: external
          recipients: [plain, mailbox]
          sessions: [none, after-rset, mixed, pipelined, failed-auth, helo]
      rules:
        - expect: any
        - senders: external
          recipients: plain
          vantages: outside
          sessions: ehlo
          expect: refuse 550
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "reference,              refused at RCPT,    refused at RCPT,    refused at RCPT",
    "reference@open,         relayed,            relayed,            relayed",
    "reference@drops,        'accepted, vanished','accepted, vanished','accepted, vanished'",
    "reference@bounces,      'accepted, bounced', 'accepted, vanished','accepted, bounced'",
    "reference@local-sender, refused at RCPT,    refused at RCPT,    relayed",
  })
  void serversAreToldApartByWhereTheMailWent(
      String spec, String external, String empty, String local) throws Exception {
    Map<String, RelayEntry> found = probed(spec);

    assertThat(found.get("outside ehlo external plain").outcome()).isEqualTo(external);
    assertThat(found.get("outside ehlo null plain").outcome()).isEqualTo(empty);
    assertThat(found.get("outside ehlo local plain").outcome()).isEqualTo(local);
    assertThat(found.get("inside ehlo external plain").outcome()).isEqualTo("relayed");
    assertThat(found.get("outside ehlo external mailbox").outcome()).isEqualTo("delivered");
    assertThat(found.get("outside ehlo external late").outcome()).isEqualTo("accepted, bounced");
  }

  @Test
  void aRelayedMessageIsShownAsItCameToTheSink() throws Exception {
    RelayEntry relayed = probed("reference@open").get("outside ehlo external plain");

    assertThat(relayed.isUnexpected()).isTrue();
    assertThat(relayed.expected()).isEqualTo("refuse 550");
    assertThat(relayed.evidence())
        .matches(
            "mx\\.elsewhere\\.test got MAIL FROM:<st\\w{15}@client\\.test>, RCPT TO:<ut\\w{15}@victim\\.test>");
    assertThat(relayed.transcript())
        .anySatisfy(line -> assertThat(line.octets()).contains("taken by mx.elsewhere.test"));
  }

  @Test
  void sessionsAreTalkedAsTheyAreNamed() throws Exception {
    Map<String, RelayEntry> found = probed("reference@open");

    assertThat(found.get("outside none external plain").outcome()).isEqualTo("refused at MAIL");
    assertThat(found.get("outside after-rset external plain").outcome()).isEqualTo("relayed");
    assertThat(found.get("outside mixed external plain").outcome()).isEqualTo("relayed");
    assertThat(found.get("outside helo external plain").outcome()).isEqualTo("relayed");
    assertThat(found.get("outside mixed external mailbox").outcome()).isEqualTo("delivered");
    assertThat(found.get("outside failed-auth external plain"))
        .satisfies(
            cell -> assertThat(cell.outcome()).isEqualTo("not tried"),
            cell -> assertThat(cell.verdict()).isEmpty(),
            cell -> assertThat(cell.evidence()).contains("offers neither AUTH PLAIN nor LOGIN"));
  }

  @Test
  void theDefaultServerRelaysNoProbeOfTheWholeSuite() throws Exception {
    Policy policy =
        new PolicyReader(Forms.load(SUITES)).read(SUITES.resolve("smart-host.yaml"), "smart-host");
    var sent = new AtomicInteger();

    List<RelayEntry> entries = run("reference", policy, sent);

    assertThat(entries).hasSameSizeAs(policy.cells());
    assertThat(sent).hasValue(entries.size());
    assertThat(entries.stream().filter(entry -> !entry.vantage().equals("inside")))
        .noneMatch(RelayEntry::isRelayed);
    assertThat(entries.stream().filter(RelayEntry::isUnexpected))
        .extracting(entry -> entry.cell() + ": " + entry.outcome() + ", " + entry.evidence())
        .isEmpty();
  }

  private Map<String, RelayEntry> probed(String spec) throws Exception {
    Path file = Files.writeString(folder.resolve("policy.yaml"), SMALL);
    Policy policy = new PolicyReader(Forms.load(SUITES)).read(file, "policy.yaml");
    var byCell = new LinkedHashMap<String, RelayEntry>();
    run(spec, policy, new AtomicInteger()).forEach(entry -> byCell.put(entry.cell(), entry));
    return byCell;
  }

  private static List<RelayEntry> run(String spec, Policy policy, AtomicInteger sent)
      throws Exception {
    var limits = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    try (Target target = new Targets().start(spec, TargetOptions.none(Path.of("")))) {
      return new TargetProbes(target, new Tokens(System.nanoTime()), limits)
          .run(policy.cells(), sent::incrementAndGet);
    }
  }
}
