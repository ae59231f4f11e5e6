package org.smtpspec.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.peer.SmallMta;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.SuiteFiles;
import org.smtpspec.wire.Octets;

@Timeout(60)
class PlayerTest {
  private static final Limits SHORT = new Limits(Duration.ofMillis(400), Duration.ofMillis(400));

  @TempDir private Path folder;

  @Test
  void everyStepLeavesItsEvent() throws Exception {
    try (var peer = ScriptedPeer.answering("220 hi", "250 ok", "221 bye")) {
      List<String> events =
          play(
              peer,
              "S: 220",
              "C: NOOP",
              "S: 250",
              "T: pause 5ms",
              "T: silence 5ms",
              "C: QUIT",
              "S: 221",
              "S2: 220",
              "C2: NOOP",
              "S2: 250",
              "T2: half-close",
              "T: hangup");

      assertThat(events)
          .containsExactly(
              "S 220 hi\\r\\n",
              "C NOOP\\r\\n",
              "S 250 ok\\r\\n",
              "* paused 5 ms",
              "* quiet for 5 ms",
              "C QUIT\\r\\n",
              "S 221 bye\\r\\n",
              "S2 220 hi\\r\\n",
              "C2 NOOP\\r\\n",
              "S2 250 ok\\r\\n",
              "* we: half closed",
              "* we: closed");
    }
  }

  @Test
  void rawOctetsGoOutSomeTimeAfterThoseBefore() throws Exception {
    try (var peer = ScriptedPeer.answering("220 hi")) {
      Transcript transcript =
          new Player(peer.address(), Optional.empty(), SHORT)
              .play(steps("", "R: NO", "R: OP", "+R: \\r\\n", "S: 220", "R: Q", "T: reset"), "t");

      List<Event> events = transcript.events();
      assertThat(events.get(1).octets()).isEqualTo(Octets.of("OP\r\n"));
      assertThat(events.get(1).ms() - events.get(0).ms()).isGreaterThanOrEqualTo(29);
      assertThat(events.get(4).ms() - events.get(3).ms()).isGreaterThanOrEqualTo(29);
    }
  }

  @Test
  void thePlayEndsWhereAReplyIsNotMet() throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("554 no");
              heard.add(client.hearOut() + " octets");
            })) {
      List<String> events = play(peer, "S: 220", "C: NOOP", "S: 250");

      assertThat(events).containsExactly("S 554 no\\r\\n");
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("0 octets");
    }
  }

  @Test
  void repliesThatNobodyAskedForStandBetween() throws Exception {
    try (var peer = ScriptedPeer.answering("220 hi", "250 a\r\n250 b\r\n250 c", "221 d\r\n221 e")) {
      List<String> events = play(peer, "S: 220", "C: NOOP", "S: 250", "C: QUIT", "S: 221");

      assertThat(events)
          .containsExactly(
              "S 220 hi\\r\\n",
              "C NOOP\\r\\n",
              "S 250 a\\r\\n",
              "* a reply nobody asked for: 250 b\\\\r\\\\n",
              "* a reply nobody asked for: 250 c\\\\r\\\\n",
              "C QUIT\\r\\n",
              "S 221 d\\r\\n",
              "* a reply nobody asked for: 221 e\\\\r\\\\n");
    }
  }

  @Test
  void theMessagesOfAnInboxFollowItsEvent() throws Exception {
    SmallMta mta = new SmallMta();
    try (var peer = ScriptedPeer.serving(mta)) {
      List<String> events =
          play(
              new Player(peer.address(), Optional.of(mta), SHORT),
              "start: data",
              "D: ${token}",
              "+C: .",
              "S: 250",
              "M: a@b count 1");

      assertThat(events.subList(events.size() - 2, events.size()))
          .containsExactly("* inbox a@b: 1 message", "* t0\\n");
    }
  }

  @Test
  void eachSendIsOneWriteAndSentAsItStands() throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              heard.add(client.hear(14));
              client.say("250 ok");
            })) {
      play(peer, "R: \\x00\\xFF\\r", "+D: .a", "+C: NOOP", "S: 250");

      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("\0\u00FF\r..a\r\nNOOP\r\n");
    }
  }

  @Test
  void timesGoUp() throws Exception {
    try (var peer = ScriptedPeer.answering("220 hi", "250 ok")) {
      var steps = steps("", "S: 220", "T: pause 20ms", "C: NOOP", "S: 250");
      Transcript transcript = new Player(peer.address(), Optional.empty(), SHORT).play(steps, "t0");

      assertThat(transcript.events()).extracting(Event::ms).isSorted();
      assertThat(transcript.events().get(1).ms()).isGreaterThanOrEqualTo(20);
    }
  }

  private List<String> play(ScriptedPeer peer, String... dialogue) throws SuiteException {
    return play(new Player(peer.address(), Optional.empty(), SHORT), "", dialogue);
  }

  private List<String> play(Player player, String matter, String... dialogue)
      throws SuiteException {
    return player.play(steps(matter, dialogue), "t0").events().stream()
        .map(event -> event.from() + " " + event.octets().escaped())
        .toList();
  }

  private List<Step> steps(String matter, String... dialogue) throws SuiteException {
    return SuiteFiles.one(folder, matter.isEmpty() ? "" : matter + "\n", dialogue)
        .script(Map.of("mailbox", "a@b"), "t0", Profile.RFC5321)
        .steps();
  }
}
