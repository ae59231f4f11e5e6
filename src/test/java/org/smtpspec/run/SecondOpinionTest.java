package org.smtpspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.peer.Liberties;
import org.smtpspec.peer.Liberty;
import org.smtpspec.peer.OtherServer;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.Suites;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;

/**
 * No case finds fault with a second server that keeps the rules, however it uses what they leave to
 * it: what one does is a false alarm.
 */
class SecondOpinionTest {
  private static final long SEED = 5321;
  private static final Profile PROFILE = Profile.RFC5321;
  private static final int ROWS_AT_ONCE = 2;
  private static final int CASES_AT_ONCE = 8;

  /** How many combinations are played; fewer with {@code -Dsmtpspec.combinations=N}. */
  private static final int PLAYED = Integer.getInteger("smtpspec.combinations", Integer.MAX_VALUE);

  /**
   * Cases below MUST that this server fails where it takes a liberty: advice (RFC 5321 sections 2.4
   * and 4.2), and readings that the case itself says are contested.
   */
  private static final Map<String, Predicate<Liberties>> OPEN =
      Map.of(
          "rfc5321/2.4/8bitmime-is-offered",
          row -> row.has(Liberty.OFFER_8BITMIME, "no"),
          "rfc5321/4.2/reply-has-a-text",
          row -> row.has(Liberty.TEXT, "none"),
          "rfc5321/4.1.1/trailing-blanks-are-borne[noop-tab]",
          row -> true,
          "rfc821/4.1.1/helo-comes-first",
          row -> row.has(Liberty.MAIL_BEFORE_HELO, "250"),
          "rfc821/3.5/helo-is-answered-in-one-line",
          row -> row.has(Liberty.HELLO_LINES, "many"),
          "rfc821/4.1.2/helo-no-domain[underscore]",
          row -> row.has(Liberty.HELO_UNDERSCORE, "250"),
          "rfc821/2/recipient-name-keeps-its-case",
          row -> row.has(Liberty.TRACE_FOR, "yes"),
          "rfc821/4.5.2/control-code-delivered[nul]",
          row -> row.has(Liberty.NUL_IN_TEXT, "554"));

  private record Second(OtherServer server, ScriptedPeer peer) implements Target {
    @Override
    public String id() {
      return "second";
    }

    @Override
    public InetSocketAddress address() {
      return peer.address();
    }

    @Override
    public Map<String, String> facts() {
      return server.facts();
    }

    @Override
    public Optional<Inbox> inbox() {
      return Optional.of(server);
    }

    @Override
    public void close() {
      peer.close();
    }
  }

  @Test
  void thereAreSixtyLiberties() {
    assertThat(Liberty.values()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(Liberty.values()).allSatisfy(one -> assertThat(one.options()).hasSizeBetween(2, 3));
  }

  @Test
  void noCombinationOfLibertiesViolatesACase() throws Exception {
    List<Case> cases = Suites.load(Path.of("suites")).cases();
    List<Liberties> rows = Liberties.pairwise(SEED);
    ExecutorService pool = Executors.newFixedThreadPool(ROWS_AT_ONCE);
    try {
      var running = new ArrayList<Future<List<String>>>();
      for (int i = 0; i < Math.min(PLAYED, rows.size()); i++) {
        int number = i;
        running.add(pool.submit(() -> alarms(number, rows.get(number), cases)));
      }

      var alarms = new ArrayList<String>();
      for (Future<List<String>> row : running) {
        alarms.addAll(row.get());
      }

      assertThat(rows).hasSizeGreaterThan(20);
      assertThat(alarms).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<String> alarms(int number, Liberties row, List<Case> cases) throws Exception {
    var server = new OtherServer(row, true);
    ExecutorService pool = Executors.newFixedThreadPool(CASES_AT_ONCE);
    try (var target = new Second(server, ScriptedPeer.serving(server))) {
      Probe probe = Probe.of(target.address(), Limits.USUAL.reply());
      var runner =
          new CaseRunner(target, probe, PROFILE, Limits.USUAL, new Tokens(7), Effort.USUAL);
      Map<Case, Future<TargetVerdict>> running = new LinkedHashMap<>();
      cases.forEach(one -> running.put(one, pool.submit(() -> runner.run(one))));
      var alarms = new ArrayList<String>();
      for (Map.Entry<Case, Future<TargetVerdict>> each : running.entrySet()) {
        TargetVerdict verdict = each.getValue().get();
        if (isAlarm(row, each.getKey(), verdict)) {
          alarms.add("combination " + number + ", " + words(each.getKey(), verdict));
        }
      }
      return alarms;
    } finally {
      pool.shutdownNow();
    }
  }

  private static boolean isAlarm(Liberties row, Case one, TargetVerdict verdict) {
    if (verdict.verdict() != Outcome.VIOLATES) {
      return verdict.verdict() == Outcome.INCONCLUSIVE;
    }
    String id = one.id().toString();
    String anyRow = id.replaceFirst("\\[.*", "");
    boolean open = OPEN.getOrDefault(id, OPEN.getOrDefault(anyRow, none -> false)).test(row);
    return !open || level(one, verdict).equals("MUST");
  }

  private static String words(Case one, TargetVerdict verdict) {
    return "%s %s, %s: sent %s, expected %s, received %s; %s"
        .formatted(
            verdict.verdict(),
            level(one, verdict),
            one.id(),
            verdict.sent(),
            verdict.expected(),
            verdict.received(),
            verdict.reason());
  }

  private static String level(Case one, TargetVerdict verdict) {
    return verdict.level().map(Enum::name).orElse(one.level(PROFILE).name());
  }
}
