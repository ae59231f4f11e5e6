package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpspec.sink.Control;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;

/**
 * Settings of the servers below {@code containers/} change what they govern and leave the rest.
 * Each starts a server, so that only one of each server is tried unless asked: {@code
 * -Dsettings=all}, or {@code -Dsettings=exim;sendmail@dnsbl}; {@code -Dimages=qmail=LOCAL/IMAGE} is
 * the command line's --image. The whole truth tables are in {@code suites/relay/settings/}.
 */
class SettingsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> ONE_OF_EACH =
      List.of("sendmail@debian13,relay-domains", "postfix@open", "exim@open", "opensmtpd@open");

  private final String token = "t" + UUID.randomUUID().toString().replace("-", "");

  @BeforeAll
  static void needsAnEngine() {
    Optional<String> missing = Engine.unavailable();
    if (missing.isPresent()) {
      System.err.println("SettingsIT is skipped: " + missing.get());
      abort(missing.get());
    }
  }

  static Stream<String> settings() throws IOException {
    return all().filter(line -> isWanted(line.split(": ", 2)[0]));
  }

  /** What is tried of each setting. */
  static Stream<String> all() throws IOException {
    try (var lines = SettingsIT.class.getResourceAsStream("settings.txt")) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aSettingChangesWhatItGovernsAndNoMore(String line) throws Exception {
    String[] parts = line.split(": ", 2);
    try (ContainerTarget target = start("container:" + parts[0])) {
      for (String cell : parts[1].split(" *[|,] ", -1)) {
        String[] words = cell.strip().split(" ", -1);

        String mark = (token + words[0] + words[1] + words[2]).replaceAll("\\W", "");
        String reply = send(target, words[0], sender(words[1]), words[2], mark);

        if (words[3].equals("relay")) {
          assertThat(reply).as(cell).startsWith("2");
          assertThat(arrives(target, mark, words[2])).as(cell).isTrue();
        } else {
          assertThat(reply).as(cell).startsWith(words[3]);
        }
      }
    }
  }

  private static ContainerTarget start(String spec) throws TargetException {
    Map<String, String> images =
        Stream.of(System.getProperty("images", "").split(","))
            .filter(one -> !one.isEmpty())
            .map(one -> one.split("=", 2))
            .collect(Collectors.toMap(one -> one[0], one -> one[1]));
    var options =
        new TargetOptions(
            Map.of(), Optional.empty(), Optional.empty(), Set.of(), Path.of(""), images);
    try {
      return (ContainerTarget) new ContainerTargets().start(spec, options);
    } catch (TargetException e) {
      if (String.valueOf(e.getMessage()).contains(" cannot be had: ")) {
        System.err.println("SettingsIT skips " + spec + ": " + e.getMessage());
        abort(e.getMessage());
      }
      throw e;
    }
  }

  private static boolean isWanted(String spec) {
    String wanted = System.getProperty("settings", "");
    String server = spec.substring(0, spec.indexOf('@'));
    if (wanted.isEmpty()) {
      return ONE_OF_EACH.contains(spec);
    }
    return wanted.equals("all")
        || Arrays.stream(wanted.split(";")).anyMatch(one -> one.equals(spec) || one.equals(server));
  }

  private static String sender(String word) {
    return switch (word) {
      case "plain" -> "sender@client.test";
      case "local" -> "alice@mta.test";
      case "bare" -> "sender";
      default -> word;
    };
  }

  /** The reply that refused the message, or the one that took it. */
  private static String send(
      ContainerTarget target, String vantage, String from, String to, String mark)
      throws FaultException {
    List<String> lines =
        List.of(
            "HELO client.test",
            "MAIL FROM:<" + from + ">",
            "RCPT TO:<" + to + ">",
            "DATA",
            "From: <" + from + ">\r\nSubject: " + mark + "\r\n\r\ntext\r\n.");
    boolean account = vantage.equals("account");
    String place = account ? "outside" : vantage;
    try (var connection = Connection.open(target.address(place).orElseThrow())) {
      String reply = connection.reply(LIMIT).raw().text();
      if (account) {
        authenticate(connection, target.facts());
      }
      // Who has said EHLO under TLS says no HELO behind it.
      for (String line : account ? lines.subList(1, lines.size()) : lines) {
        connection.write(Octets.of(line + "\r\n"));
        reply = connection.reply(LIMIT).raw().text();
        if (!reply.startsWith("2") && !reply.startsWith("3")) {
          return reply;
        }
      }
      return reply;
    }
  }

  /** Takes TLS and says the account's password, RFC 4954 section 4. */
  private static void authenticate(Connection connection, Map<String, String> facts)
      throws FaultException {
    String message = "\0" + facts.get("user") + "\0" + facts.get("password");
    String coded =
        Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ask(connection, "EHLO client.test")).startsWith("250");
    assertThat(ask(connection, "STARTTLS")).startsWith("220");
    connection.upgrade(LIMIT);
    assertThat(ask(connection, "EHLO client.test")).contains("AUTH PLAIN LOGIN");
    assertThat(ask(connection, "AUTH PLAIN " + coded)).startsWith("235");
  }

  private static String ask(Connection connection, String line) throws FaultException {
    connection.write(Octets.of(line + "\r\n"));
    return connection.reply(LIMIT).raw().text();
  }

  private static boolean arrives(ContainerTarget target, String mark, String to)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      boolean came =
          Control.fetch(target.lab().control(), mark).stream()
              .flatMap(session -> session.messages().stream())
              .flatMap(mail -> mail.recipients().stream())
              .anyMatch(one -> one.line().contains("<" + to + ">"));
      if (came) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }
}
