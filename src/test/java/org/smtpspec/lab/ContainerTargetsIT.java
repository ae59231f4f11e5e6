package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;

/** Needs a container engine: {@code containers/with-engine mvn verify}. */
class ContainerTargetsIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final TargetOptions OPTIONS = TargetOptions.none(Path.of(""));

  @TempDir Path folder;

  private final ContainerTargets targets = new ContainerTargets();

  @BeforeAll
  static void needsAnEngine() {
    Optional<String> missing = Engine.unavailable();
    if (missing.isPresent()) {
      System.err.println("ContainerTargetsIT is skipped: " + missing.get());
      abort(missing.get());
    }
  }

  /** What is built from a temporary folder is of no use later. */
  @AfterEach
  void removeImage() throws Exception {
    String image = ContainerTargets.image(folder.resolve("Dockerfile"));
    if (new Images(Engine.client()).id(image).isPresent()) {
      Engine.client().removeImageCmd(image).withForce(true).exec();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"container:postfix", "container:postfix@debian13"})
  void startedReadAndRemoved(String spec) throws Exception {
    String container;
    try (Target target = targets.start(spec, OPTIONS)) {
      container = ((ContainerTarget) target).container();
      String body = every8BitOctet();

      String refused = rcpt(target, target.facts().get("foreign"));
      send(target, target.facts().get("mailbox"), "t8bit", body);
      List<Octets> mail = awaitMail(target, target.facts().get("mailbox"), "t8bit");

      assertThat(target.id()).isEqualTo(spec);
      assertThat(target.software()).matches("Postfix 3\\.\\d+\\.\\d+");
      assertThat(target.image())
          .matches("smtpspec/postfix:debian1[23]-[0-9a-f]{12} sha256:\\w{64}");
      assertThat(target.address().getAddress().isLoopbackAddress()).isTrue();
      assertThat(refused).startsWith("554 5.7.1");
      assertThat(mail).hasSize(1);
      assertThat(mail.get(0).text()).contains(body + "\n");
      assertThat(target.log()).hasSizeBetween(1, 40).anyMatch(line -> line.contains("postfix"));
    }
    assertGone(container);
  }

  @Test
  void noLookCostsAProcess() throws Exception {
    try (Target target = targets.start("container:postfix", OPTIONS)) {
      Inbox inbox = target.inbox().orElseThrow();
      String bob = target.facts().get("mailbox2");
      for (int i = 0; i < 20; i++) {
        send(target, bob, "tspeed" + i + "x", "text");
      }
      awaitMail(target, bob, "tspeed19x");
      var times = new ArrayList<Double>();

      for (int i = 0; i < 300; i++) {
        long start = System.nanoTime();
        inbox.holding(bob, "tspeed");
        times.add((System.nanoTime() - start) / 1e6);
      }

      times.sort(null);
      System.out.printf(
          "a look at 20 messages: median %.2f ms, 90%% within %.2f ms%n",
          times.get(150), times.get(270));
      assertThat(times.get(150)).isLessThan(5);
      assertThat(inbox.holding("carol@mta.test", "t")).isEmpty();
    }
  }

  @Test
  void manyWaitersShareLooks() throws Exception {
    try (Target target = targets.start("container:postfix", OPTIONS)) {
      var pool = Executors.newFixedThreadPool(8);
      var waits = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 40; i++) {
        String token = "tmany" + i + "x";
        String to = "many%03d@mta.test".formatted(1 + i % 3);
        waits.add(
            () -> {
              send(target, to, token, "text");
              return awaitMail(target, to, token).size();
            });
      }

      var found = pool.invokeAll(waits);

      for (var one : found) {
        assertThat(one.get()).isEqualTo(1);
      }
      pool.shutdown();
    }
  }

  @Test
  void twoAtOnce() throws Exception {
    try (Target one = targets.start("container:postfix", OPTIONS);
        Target two = targets.start("container:postfix", OPTIONS)) {
      send(one, one.facts().get("mailbox"), "tone", "text");
      awaitMail(one, one.facts().get("mailbox"), "tone");

      List<Octets> other = two.inbox().orElseThrow().holding(two.facts().get("mailbox"), "tone");

      assertThat(other).isEmpty();
      assertThat(one.address()).isNotEqualTo(two.address());
    }
  }

  @Test
  void mboxAndCommandAreInboxesToo() throws Exception {
    var mbox =
        new TargetOptions(
            Map.of(), Optional.of("mbox:/tmp/%u"), Optional.empty(), Set.of(), Path.of(""));
    var command =
        new TargetOptions(
            Map.of(),
            Optional.of("exec:cat /tmp/%u; echo noise >&2"),
            Optional.empty(),
            Set.of(),
            Path.of(""));
    for (TargetOptions options : List.of(mbox, command)) {
      try (Target target = targets.start("container:postfix", options)) {
        Shell shell = ((ContainerTarget) target).shell();
        Inbox inbox = target.inbox().orElseThrow();
        shell.run("printf 'From a Mon Jan  1 00:00:00 2024\\nS: tx\\n\\n\\200\\r\\n\\n' >/tmp/al");

        List<Octets> mail = inbox.holding("al@mta.test", "tx");

        assertThat(mail).containsExactly(Octets.of("S: tx\n\n\u0080\r\n"));
      }
    }
  }

  @Test
  void withoutAShellThatStaysEachLookIsAnExec() throws Exception {
    try (Target target = targets.start("container:postfix", OPTIONS)) {
      send(target, target.facts().get("mailbox"), "texec", "text");
      awaitMail(target, target.facts().get("mailbox"), "texec");
      Shell shell = ((ContainerTarget) target).shell();
      // Ends the attached shell from within, as often as one is opened.
      for (int i = 0; i < 4; i++) {
        try {
          shell.run("kill -9 $$");
        } catch (IOException e) {
          assertThat(e).isInstanceOf(ScriptFailed.class);
        }
      }

      List<Octets> mail =
          target.inbox().orElseThrow().holding(target.facts().get("mailbox"), "texec");

      assertThat(mail).hasSize(1);
    }
  }

  @Test
  void serverThatExitsAtStartIsAFailureWithItsLog() throws Exception {
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM debian:bookworm-slim\nCMD [\"sh\", \"-c\", \"echo no configuration; exit 3\"]\n");

    var failure =
        catchThrowableOfType(
            TargetException.class, () -> targets.start("dockerfile:" + folder, OPTIONS));

    assertThat(failure)
        .hasMessage(
            "dockerfile:" + folder + " did not start: the server's container exited with code 3");
    assertThat(failure.log()).containsExactly("no configuration");
    assertThat(failure.isUsage()).isFalse();
  }

  @Test
  void serverThatSaysNothingIsAFailureThatTellsWhatWasAwaited() throws Exception {
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM debian:bookworm-slim\nCMD [\"sh\", \"-c\", \"echo idle; sleep 60\"]\n");
    Path file = Files.writeString(folder.resolve("target.yaml"), "readyWithin: 1s\n");
    var options =
        new TargetOptions(Map.of(), Optional.empty(), Optional.of(file), Set.of(), Path.of(""));

    var failure =
        catchThrowableOfType(
            TargetException.class, () -> targets.start("dockerfile:" + folder, options));

    assertThat(failure)
        .hasMessageContaining("awaited a line beginning with 220 from port 25 within 1.0 s; last");
    assertThat(failure.log()).containsExactly("idle");
  }

  @Test
  void imageThatCannotBeBuiltIsAFailureWithTheBuildsOutput() throws Exception {
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM debian:bookworm-slim\nRUN echo compiling && echo broken >&2 && exit 7\n");

    var failure =
        catchThrowableOfType(
            TargetException.class, () -> targets.start("dockerfile:" + folder, OPTIONS));

    assertThat(failure).hasMessageContaining("cannot be built from " + folder);
    assertThat(failure.log()).contains("compiling", "broken");
    assertThat(failure.isUsage()).isFalse();
  }

  @Test
  void serverWhoseBaseImageNobodyHasTellsWhatToDo() throws Exception {
    Path server = Files.createDirectories(folder.resolve("containers/odd"));
    Files.writeString(server.resolve("target.yaml"), "name: odd\n");
    Files.writeString(
        server.resolve("Dockerfile"), "ARG BASE=localhost:1/no/such:1\nFROM ${BASE}\nRUN true\n");

    var failure =
        catchThrowableOfType(
            TargetException.class,
            () -> targets.start("container:odd", TargetOptions.none(folder)));

    assertThat(failure)
        .hasMessageContaining(": its base localhost:1/no/such:1 cannot be had: ")
        .hasMessageEndingWith("; --image odd=IMAGE takes one that you have");
    assertThat(failure.log()).isEmpty();
  }

  @Test
  void imageThatIsGivenIsTakenInsteadOfTheOneOfTheServer() throws Exception {
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM debian:bookworm-slim\nCMD [\"sh\", \"-c\", \"echo given; exit 3\"]\n");
    String image = ContainerTargets.image(folder.resolve("Dockerfile"));
    new Images(Engine.client()).build(image, folder, folder.resolve("Dockerfile"), Map.of());
    var options =
        new TargetOptions(
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Path.of(""),
            Map.of("postfix", image));

    var failure =
        catchThrowableOfType(
            TargetException.class, () -> targets.start("container:postfix", options));

    assertThat(failure)
        .hasMessage("container:postfix did not start: the server's container exited with code 3");
    assertThat(failure.log()).containsExactly("given");
  }

  @Test
  void imageThatNobodyHasIsAFailure() {
    assertThatThrownBy(() -> targets.start("image:localhost:1/no/such:1", OPTIONS))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith(
            "there is no image localhost:1/no/such:1, and it cannot be pulled: ");
  }

  private static void assertGone(String container) {
    assertThatThrownBy(() -> Engine.client().inspectContainerCmd(container).exec())
        .isInstanceOf(NotFoundException.class);
  }

  private static String every8BitOctet() {
    var all = new StringBuilder();
    for (char c = 0x80; c <= 0xFF; c++) {
      all.append(c);
    }
    return all.toString();
  }

  private static void send(Target target, String to, String token, String body)
      throws FaultException {
    try (var connection = Connection.open(target.address())) {
      connection.reply(LIMIT);
      for (String line :
          List.of(
              "EHLO client.test",
              "MAIL FROM:<sender@client.test> BODY=8BITMIME",
              "RCPT TO:<" + to + ">",
              "DATA",
              "Subject: " + token + "\r\n\r\n" + body + "\r\n.")) {
        connection.write(Octets.of(line + "\r\n"));
        assertThat(connection.reply(LIMIT).code()).isBetween(250, 354);
      }
      connection.write(Octets.of("QUIT\r\n"));
    }
  }

  private static String rcpt(Target target, String to) throws FaultException {
    try (var connection = Connection.open(target.address())) {
      connection.reply(LIMIT);
      connection.write(Octets.of("EHLO client.test\r\n"));
      connection.reply(LIMIT);
      connection.write(Octets.of("MAIL FROM:<sender@client.test>\r\n"));
      connection.reply(LIMIT);
      connection.write(Octets.of("RCPT TO:<" + to + ">\r\n"));
      return connection.reply(LIMIT).raw().text();
    }
  }

  private static List<Octets> awaitMail(Target target, String to, String token)
      throws IOException, InterruptedException {
    Inbox inbox = target.inbox().orElseThrow();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    List<Octets> mail = inbox.holding(to, token);
    while (mail.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(5);
      mail = inbox.holding(to, token);
    }
    return mail;
  }
}
