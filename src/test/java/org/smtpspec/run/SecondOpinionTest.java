package org.smtpspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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
  private static final Limits GUARDS = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(3));

  /** How many combinations are played, with {@code -Dsmtpspec.combinations=N}. */
  private static final int PLAYED = Integer.getInteger("smtpspec.combinations", 6);

  /** What RFC 5321 only advises, sections 2.4 and 4.2, and this server does otherwise at times. */
  private static final Pattern ADVICE =
      Pattern.compile("rfc5321/2\\.4/8bitmime-is-offered|rfc5321/4\\.2/reply-has-a-text(\\[.*])?");

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
  @EnabledIfSystemProperty(
      named = "smtpspec.combinations",
      matches = "\\d+",
      disabledReason = "not seen to pass within a minute yet")
  void noCombinationOfLibertiesViolatesACase() throws Exception {
    List<Case> cases = Suites.load(Path.of("suites")).cases();
    var alarms = new ArrayList<String>();
    List<Liberties> rows = Liberties.pairwise(SEED);

    for (int i = 0; i < Math.min(PLAYED, rows.size()); i++) {
      alarms.addAll(alarms(i, rows.get(i), cases));
    }

    assertThat(alarms).isEmpty();
  }

  private static List<String> alarms(int number, Liberties row, List<Case> cases) throws Exception {
    var server = new OtherServer(row, true);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (var target = new Second(server, ScriptedPeer.serving(server))) {
      Probe probe = Probe.of(target.address(), GUARDS.reply());
      var runner = new CaseRunner(target, probe, PROFILE, GUARDS, new Tokens(7), Effort.USUAL);
      var running = new ArrayList<Future<String>>();
      for (Case one : cases) {
        running.add(pool.submit(() -> line(number, runner.run(one), one)));
      }
      var alarms = new ArrayList<String>();
      for (Future<String> each : running) {
        if (!each.get().isEmpty()) {
          alarms.add(each.get());
        }
      }
      return alarms;
    } finally {
      pool.shutdownNow();
    }
  }

  private static String line(int number, TargetVerdict verdict, Case one) {
    String level = verdict.level().map(Enum::name).orElse(one.level(PROFILE).name());
    boolean advised = level.equals("SHOULD") && ADVICE.matcher(one.id().toString()).matches();
    boolean alarm = verdict.verdict() == Outcome.VIOLATES && !level.equals("MAY") && !advised;
    return alarm
        ? "combination %d, %s, %s: sent %s, expected %s, received %s"
            .formatted(
                number, level, one.id(), verdict.sent(), verdict.expected(), verdict.received())
        : "";
  }
}
