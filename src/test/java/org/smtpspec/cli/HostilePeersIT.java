package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.peer.Hostility;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultReader;
import org.smtpspec.result.TargetVerdict;

/**
 * Hostile servers and inboxes against {@code run}, {@code relay} and {@code fuzz}, in one JVM with
 * a heap of 256 MiB: all ends in time, and tells what happened.
 */
class HostilePeersIT {
  private static final long WITHIN_SECONDS = 300;
  private static final long EACH_MILLIS = 240_000;

  /** A few cases of each kind, so that the suites are not what takes the time. */
  private static final List<String> CASES =
      List.of(
          "rfc821/2/replies-are-ascii",
          "rfc821/3.1/data-accepted",
          "rfc821/3.1/accepted-recipient-gets-the-message",
          "rfc821/3.1/second-mail-drops-recipients",
          "rfc821/3.5/greeting",
          "rfc821/3.5/helo-is-answered",
          "rfc821/3.5/quit-is-answered",
          "rfc821/4.1.1/helo-names-the-server",
          "rfc3207/4/upgrade",
          "rfc3207/4.2/half-a-command-injected",
          "rfc3207/4.2/mail-under-tls");

  private static final String POLICY =
      """
      title: A few cells of each kind
      cells:
        - senders: [external, "null"]
          recipients: [plain, percent-host, route-host, mailbox]
        - senders: external
          recipients: [plain, mailbox]
          sessions: [helo, mixed, pipelined]
      rules:
        - expect: not-relayed
        - recipients: mailbox
          expect: deliver
      """;

  @TempDir private static Path folder;
  private static String output = "";
  private static final Map<String, List<Integer>> CODES = new HashMap<>();
  private static final Map<String, Long> MILLIS = new HashMap<>();

  @BeforeAll
  static void runAll() throws Exception {
    Path home = home(folder.resolve("home"));
    Path printed = folder.resolve("output");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dsmtpspec.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                HostileRuns.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    boolean ended = java.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS);
    java.destroyForcibly();
    output = Files.readString(printed, StandardCharsets.ISO_8859_1);
    String last = output.substring(Math.max(0, output.length() - 4000));
    assertThat(ended).as("%s%nended within %d s", last, WITHIN_SECONDS).isTrue();
    assertThat(java.exitValue()).as("%s%nexit code", last).isZero();
    for (String line : Files.readAllLines(folder.resolve(HostileRuns.TABLE))) {
      List<String> cells = List.of(line.split("\t"));
      CODES.put(cells.get(0), Stream.of(1, 3, 5).map(i -> Integer.valueOf(cells.get(i))).toList());
      MILLIS.put(
          cells.get(0), Stream.of(2, 4, 6).mapToLong(i -> Long.parseLong(cells.get(i))).sum());
    }
    tell();
  }

  /** How many there were, the slowest of them, and the heap. */
  private static void tell() {
    String slowest =
        MILLIS.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(one -> one.getKey() + " in " + one.getValue() + " ms")
            .orElseThrow();
    System.out.printf("%d hostile peers; the slowest: %s; ", CODES.size(), slowest);
    System.out.println(output.lines().filter(line -> line.startsWith("peak heap")).toList());
  }

  @Test
  void thereAreAtLeastForty() {
    assertThat(Hostility.all()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(CODES).hasSize(Hostility.all().size() + HostileInbox.values().length);
  }

  @Test
  void eachEndsInTime() {
    assertThat(MILLIS).allSatisfy((name, millis) -> assertThat(millis).isLessThan(EACH_MILLIS));
  }

  @Test
  void eachEndsWithAnExitCodeOfTheDesign() {
    assertThat(CODES)
        .allSatisfy(
            (name, codes) ->
                assertThat(codes)
                    .as(name)
                    .isSubsetOf(ExitCode.EXPECTED, ExitCode.UNEXPECTED, ExitCode.LAB));
  }

  @Test
  void noneLeavesAStackTraceOrAnEscapeOnTheTerminal() {
    assertThat(output).doesNotContain("\tat ", "Exception in thread", "OutOfMemoryError", "\u001B");
  }

  @Test
  void eachLeavesWholeResults() {
    for (String name : CODES.keySet()) {
      for (String kind : List.of("run", "relay", "fuzz")) {
        assertThat(read(name, kind).complete()).as("%s of %s", kind, name).isTrue();
      }
    }
  }

  @Test
  void eachRunTellsWhatHappened() {
    var silent =
        Hostility.all().stream()
            .filter(one -> !tells(one).matcher(told(one.name())).find())
            .map(one -> "%s: not '%s'%n%s".formatted(one.name(), one.tells(), told(one.name())))
            .collect(Collectors.joining("\n"));

    assertThat(silent).isEmpty();
  }

  @Test
  void whatCouldNotBeReadIsNoViolation() {
    for (HostileInbox inbox : HostileInbox.values()) {
      assertThat(verdicts(inbox.toString()))
          .as(inbox.toString())
          .noneMatch(verdict -> verdict.verdict() == Outcome.VIOLATES);
    }
  }

  /** On a machine that is busy what a peer says may come too late: that is told, too. */
  private static Pattern tells(Hostility one) {
    return Pattern.compile(one.tells() + "|silent for 1000 ms", Pattern.CASE_INSENSITIVE);
  }

  /** All that a run says, each once. */
  private static String told(String name) {
    var told = new LinkedHashSet<String>();
    read(name, "run").targets().forEach(target -> told.addAll(target.capabilities()));
    verdicts(name)
        .forEach(
            verdict -> {
              told.add(verdict.verdict().json() + " " + verdict.reason());
              verdict.transcript().stream()
                  .filter(line -> !line.from().startsWith("C"))
                  .forEach(line -> told.add("  " + line.octets()));
            });
    return String.join("\n", told);
  }

  private static Stream<TargetVerdict> verdicts(String name) {
    return read(name, "run").cases().stream().flatMap(entry -> entry.results().stream());
  }

  private static Result read(String name, String kind) {
    return ResultReader.read(folder.resolve(name).resolve(kind));
  }

  /** A home with a few cases, so that reading all suites so often does not take the time. */
  private static Path home(Path home) throws IOException {
    Path suites = Path.of("suites");
    for (String one : CASES) {
      copy(suites.resolve(one + ".smtp"), home.resolve("suites").resolve(one + ".smtp"));
    }
    for (String table : List.of("requirements.tsv", "sections.tsv", "relay/forms.tsv")) {
      copy(suites.resolve(table), home.resolve("suites").resolve(table));
    }
    Files.writeString(home.resolve("suites/relay/closed.yaml"), POLICY);
    return home;
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      fail("cannot copy " + from, e);
    }
  }
}
