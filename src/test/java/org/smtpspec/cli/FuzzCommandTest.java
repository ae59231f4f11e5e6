package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.result.ResultReader;

class FuzzCommandTest {
  @TempDir private Path folder;

  @Test
  void aSoundServerIsAsExpected() {
    assertThat(fuzz("reference", "150")).isZero();
    assertThat(folder.resolve("result.json")).exists();
    assertThat(folder.resolve("coverage-reference.tsv"))
        .content()
        .contains("READY\tMAIL\tGOOD\t2yz");
    assertThat(ResultReader.read(folder).coverage())
        .filteredOn(entry -> entry.state().equals("READY") && entry.command().equals("MAIL"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.replies()).containsKey("2yz"));
    assertThat(folder.resolve("checkpoint-reference.tsv")).doesNotExist();
  }

  @Test
  void eachFindingIsASuiteFileThatShowsItAgain() throws IOException {
    assertThat(fuzz("james", "300")).isEqualTo(ExitCode.UNEXPECTED);

    // Replies behind what the server alone takes for the end of the text come sooner or later than
    // the file can say.
    List<Path> files =
        findings("james").stream()
            .filter(file -> !file.getFileName().toString().contains("end-of-data"))
            .toList();

    assertThat(files).hasSizeGreaterThan(2);
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(Main.run("replay", file.toString(), "--target", "james"))
                    .as(Files.readString(file))
                    .isEqualTo(ExitCode.UNEXPECTED));
  }

  @Test
  void aFindingSaysWhereItIsFromAndHowToPlayIt() throws IOException {
    fuzz("reference:rcpt-without-mail-accepted", "100");

    String file = Files.readString(findings("reference-rcpt-without-mail-accepted").get(0));

    assertThat(file)
        .contains("fuzz --seed 1", "# software: ", "again: smtpspec replay ", "cite: rfc5321#");
  }

  @Test
  void serversAreComparedByTheirReplies() throws IOException {
    int code =
        Main.run(
            "fuzz",
            "--differential",
            "--target",
            "reference",
            "--target",
            "james",
            "--tries",
            "100",
            "--seed",
            "1",
            "--guard",
            "3",
            "--quiet",
            "--out",
            folder.toString());

    assertThat(code).isZero();
    assertThat(Files.readAllLines(folder.resolve("differences.tsv")))
        .hasSizeGreaterThan(1)
        .first()
        .asString()
        .contains("reference\tjames");
  }

  @Test
  void howOftenAServerTurnedUsAwayIsInTheResult() throws IOException {
    try (var busy = ScriptedPeer.serving(client -> client.say("421 busy"))) {
      String target = "smtp://127.0.0.1:" + busy.address().getPort();

      assertThat(fuzz(target, "2")).isZero();
    }

    assertThat(ResultReader.read(folder).fuzz())
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.throttled()).isEqualTo(entry.sequences()).isPositive();
              assertThat(entry.rest()).isPositive();
            });
    assertThat(folder.resolve("index.html")).content().contains(" ms between sessions</td>");
  }

  @Test
  void wrongUsesAreNamed() {
    assertThat(Main.run("fuzz", "--differential")).isEqualTo(ExitCode.USAGE);
    assertThat(Main.run("fuzz", "--shard", "3/2")).isEqualTo(ExitCode.USAGE);
    assertThat(Main.run("fuzz", "--property", "luck")).isEqualTo(ExitCode.USAGE);
    assertThat(Main.run("fuzz", "--for", "soon")).isEqualTo(ExitCode.USAGE);
    assertThat(Main.run("fuzz", "--jobs", "0")).isEqualTo(ExitCode.USAGE);
  }

  private int fuzz(String target, String tries) {
    return Main.run(
        "fuzz",
        "--target",
        target,
        "--tries",
        tries,
        "--seed",
        "1",
        "--guard",
        "3",
        "--quiet",
        "--out",
        folder.toString());
  }

  private List<Path> findings(String target) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("findings").resolve(target))) {
      return files.sorted().toList();
    }
  }
}
