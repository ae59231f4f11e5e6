package org.smtpspec.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.smtpspec.dialogue.Event;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.dialogue.NextHop;
import org.smtpspec.dialogue.Player;
import org.smtpspec.dialogue.Step;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.peer.SmallMta;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.SuiteFiles;
import org.smtpspec.wire.Octets;

/**
 * A dialogue as a suite file writes it, played against a peer and judged: twice, the second time
 * from the events that a result document keeps.
 */
final class Trial {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final String TOKEN = "t0token";

  private final String matter;
  private final String[] dialogue;
  private Profile profile = Profile.RFC5321;
  private Limits limits = new Limits(SHORT, SHORT);

  private Trial(String matter, String... dialogue) {
    this.matter = matter;
    this.dialogue = dialogue;
  }

  static Trial of(String... dialogue) {
    return new Trial("", dialogue);
  }

  static Trial strict(String... dialogue) {
    return new Trial("replies: strict\n", dialogue);
  }

  static Trial starting(String start, String... dialogue) {
    return new Trial("start: " + start + "\n", dialogue);
  }

  Trial under(Profile other) {
    profile = other;
    return this;
  }

  /** With guards that a handshake on a busy machine does not run into. */
  Trial patient() {
    limits = Limits.USUAL;
    return this;
  }

  /** Against a peer that greets, and answers each line with the next of {@code answers}. */
  Verdict against(String greeting, String... answers) {
    try (var peer = ScriptedPeer.answering(greeting, answers)) {
      return at(peer.address(), Optional.empty());
    }
  }

  Verdict against(ScriptedPeer.Conversation conversation) {
    try (var peer = ScriptedPeer.serving(conversation)) {
      return at(peer.address(), Optional.empty());
    }
  }

  Verdict against(SmallMta mta) {
    try (var peer = ScriptedPeer.serving(mta)) {
      return at(peer.address(), Optional.of(mta));
    }
  }

  Verdict against(ScriptedPeer.Conversation conversation, Inbox inbox) {
    try (var peer = ScriptedPeer.serving(conversation)) {
      return at(peer.address(), Optional.of(inbox));
    }
  }

  /** Against a small server, of which a next hop has seen what {@code hop} tells of its address. */
  Verdict against(SmallMta mta, Function<InetSocketAddress, NextHop> hop) {
    try (var peer = ScriptedPeer.serving(mta)) {
      return at(peer.address(), Optional.of(mta), Optional.of(hop.apply(peer.address())));
    }
  }

  Verdict at(InetSocketAddress server, Optional<Inbox> inbox) {
    return at(server, inbox, Optional.empty());
  }

  private Verdict at(InetSocketAddress server, Optional<Inbox> inbox, Optional<NextHop> nextHop) {
    Case one = read();
    List<Step> steps = one.script(Map.of("mailbox", "a@b"), TOKEN, profile).steps();
    Transcript transcript = new Player(server, inbox, nextHop, limits).play(steps, TOKEN);
    Verdict verdict = Judge.judge(steps, one.strictReplies(), transcript);

    Verdict again = Judge.judge(steps, one.strictReplies(), saved(transcript));
    assertThat(again).isEqualTo(verdict);
    return verdict;
  }

  private Case read() {
    try {
      Path folder = Files.createTempDirectory("trial");
      Case one = SuiteFiles.one(folder, matter, dialogue);
      Files.delete(folder.resolve("some.smtp"));
      Files.delete(folder);
      return one;
    } catch (SuiteException e) {
      throw new IllegalArgumentException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The transcript as it comes out of a result document: times, sides and escaped octets. */
  private static Transcript saved(Transcript transcript) {
    return new Transcript(
        transcript.events().stream()
            .map(
                event ->
                    new Event(event.ms(), event.from(), Octets.unescape(event.octets().escaped())))
            .toList());
  }
}
