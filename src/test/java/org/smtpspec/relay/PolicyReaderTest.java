package org.smtpspec.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.suite.SuiteException;

class PolicyReaderTest {
  private static final Path SUITES = Path.of("suites/relay");

  private static final String GOOD =
      """
      title: Relays for its network
      forms:
        recipients:
          friend: "<{u}@two.test>"
      cells:
        - vantages: [inside, outside]
          senders: [external, "null"]
          recipients: [remote, mailbox, friend]
      rules:
        - expect: not-relayed
        - recipients: mailbox
          expect: deliver
        - vantages: inside
          recipients: remote
          expect: relay
        - recipients: friend
          expect: [relay, bounce]
      """;

  @TempDir Path folder;

  @Test
  void aPolicyIsExpandedToCellsWithWhatTheMostSpecificRuleExpects() throws Exception {
    Policy policy = read(GOOD);

    assertThat(policy.title()).isEqualTo("Relays for its network");
    assertThat(policy.cells()).hasSize(2 * 2 * 5);
    assertThat(expected(policy, "inside ehlo null plain")).isEqualTo("relay");
    assertThat(expected(policy, "outside ehlo null plain")).isEqualTo("not-relayed");
    assertThat(expected(policy, "outside ehlo external mailbox")).isEqualTo("deliver");
    assertThat(expected(policy, "outside ehlo external friend")).isEqualTo("relay or bounce");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: Relays for its network|titel: x|1:1: found unknown key 'titel', expected one of title, forms, cells, rules",
        "[inside, outside]|[inside, moon]|6:24: found unknown vantage 'moon', expected inside, outside, listed",
        "[external, \"null\"]|[externl]|7:15: found unknown sender 'externl', expected external or another",
        "[remote, mailbox, friend]|[remot]|8:18: found unknown recipient 'remot', expected ",
        "[external, \"null\"]|[null]|7:15: found nothing, expected one word; \"null\" is written in quotes",
        "expect: deliver|expect: take|12:13: found 'take', expected relay, deliver, refuse,",
        "recipients: mailbox|recipients: missing|11:5: found a rule that no cell meets",
        "<{u}@two.test>|<{u}@example.edu>|4:13: found '<{u}@example.edu>', expected a reserved domain (.test, .example, .invalid) instead of example.edu",
        "<{u}@two.test>|<{u}@nowhere.test>|4:13: found '<{u}@nowhere.test>', expected a domain in a zone of the lab instead of nowhere.test",
        "<{u}@two.test>|<{u}@[10.1.2.3]>|4:13: found '<{u}@[10.1.2.3]>', expected an address of the lab",
        "<{u}@two.test>|<{u}@[IPv6:::ffff:8.8.8.8]>|4:13: found '<{u}@[IPv6:::ffff:8.8.8.8]>', expected an address of the lab",
        "<{u}@two.test>|<{u}@com>|4:13: found '<{u}@com>', expected a reserved domain",
        "<{u}@two.test>|<{w}@two.test>|4:13: found '<{w}@two.test>', expected one of {u}, {s}",
        "friend:|plain:|4:12: found recipient 'plain', expected a new name",
        "- expect: not-relayed|- {recipients: friend, expect: refuse}|16:5: found 'relay or bounce' for inside ehlo external friend, expected 'refuse', as the rule in line 10 says",
        "- recipients: friend|- vantages: inside|16:5: found 'relay or bounce' for inside ehlo external mailbox, expected 'deliver', as the rule in line 11 says",
        "- expect: not-relayed|- {vantages: inside, senders: external, recipients: remote, expect: any}|10:3: found no rule about outside ehlo external plain",
        "cells:|cells: [|6:3: found expected the node content",
      })
  void aFaultIsToldWithItsPlace(String from, String to, String message) {
    String broken = GOOD.replace(from, to);

    assertThat(broken).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(SuiteException.class)
        .hasMessageStartingWith("policy.yaml:" + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed", "smart-host", "open"})
  void theReadyPoliciesAreReadAndTryTheWholeSuite(String name) throws Exception {
    Policy policy =
        new PolicyReader(Forms.load(SUITES)).read(SUITES.resolve(name + ".yaml"), name + ".yaml");

    assertThat(policy.cells()).hasSizeGreaterThan(300);
    assertThat(policy.cells().stream().map(cell -> cell.recipient().name()).distinct()).hasSize(65);
    assertThat(policy.cells().stream().map(cell -> cell.sender().name()).distinct()).hasSize(15);
    assertThat(policy.cells().stream().map(Cell::manner).distinct()).hasSize(12);
  }

  @Test
  void theFormsAreThoseOfTheList() throws Exception {
    Forms forms = Forms.load(SUITES);

    List<String> recipients =
        forms.of(Form.Kind.RECIPIENT).stream().map(Form::item).distinct().toList();
    List<String> senders = forms.of(Form.Kind.SENDER).stream().map(Form::item).distinct().toList();

    for (int item = 1; item <= 31; item++) {
      assertThat(recipients).contains(String.valueOf(item));
    }
    for (int item = 1; item <= 8; item++) {
      assertThat(senders).contains(String.valueOf(item));
    }
    assertThat(forms.find(Form.Kind.RECIPIENT, "percent-host").orElseThrow().shown())
        .isEqualTo("<u%X@H>");
  }

  private Policy read(String text) throws IOException, SuiteException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), text);
    return new PolicyReader(Forms.load(SUITES)).read(file, "policy.yaml");
  }

  private static String expected(Policy policy, String words) {
    return policy.cells().stream()
        .filter(cell -> cell.words().equals(words))
        .map(cell -> cell.expectation().words())
        .findFirst()
        .orElseThrow();
  }
}
