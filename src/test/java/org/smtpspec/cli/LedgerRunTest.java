package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.ResultReader;

/** Runs with a ledger, and what {@code diff} and {@code known} say of their results. */
class LedgerRunTest {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final String home = System.getProperty("smtpspec.home", "");
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeEach
  void suites() throws Exception {
    write("suites/relay/greets.smtp", "---\ntitle: It greets\nlevel: MUST\n---\nS: 220\n");
    write("suites/relay/refuses.smtp", "---\ntitle: It refuses\nlevel: MUST\n---\nS: 554\n");
    System.setProperty("smtpspec.home", folder.toString());
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(out);
    System.setErr(err);
    if (home.isEmpty()) {
      System.clearProperty("smtpspec.home");
    } else {
      System.setProperty("smtpspec.home", home);
    }
  }

  @Test
  void aKnownDeviationDoesNotFailTheRun() throws Exception {
    write(
        "suites/known/reference.known",
        "violates * because it has nothing to refuse\n    relay/refuses\n");

    assertThat(run("now")).isZero();
    assertThat(ResultReader.read(folder.resolve("now")).cases())
        .anySatisfy(
            entry -> {
              assertThat(entry.id()).isEqualTo("relay/refuses");
              assertThat(entry.results().get(0).known()).isTrue();
              assertThat(entry.results().get(0).verdict()).isEqualTo(Outcome.VIOLATES);
            });
  }

  @Test
  void aListedDeviationThatIsGoneFailsTheRunAndIsNamed() throws Exception {
    write(
        "suites/known/reference.known",
        "violates * because so\n    relay/refuses\n    relay/greets\n");

    assertThat(run("now")).isEqualTo(1);
    assertThat(printed())
        .contains("relay/greets   UNEXPECTED PASS of a MUST")
        .contains(
            "listed    suites/known/reference.known:3 as violates, because so; gone: remove the"
                + " line, or end its versions");
    assertThat(read("now/index.html")).contains("reference.known:3");
    assertThat(read("now/junit.xml")).contains("UNEXPECTED PASS", "reference.known:3");
  }

  @Test
  void aCaseThatIsNotPlayedIsNotGone() throws Exception {
    write(
        "suites/known/reference.known",
        "violates * because so\n    relay/refuses\n    relay/greets\n");

    assertThat(run("now", "relay/refuses")).isZero();
  }

  @Test
  void aListedCaseThatDoesNotExistIsAnErrorOfItsLine() throws Exception {
    write("suites/known/reference.known", "violates * because so\n    relay/refuse\n");

    assertThat(run("now")).isEqualTo(2);
    assertThat(complained())
        .isEqualTo(
            "smtpspec: suites/known/reference.known:2: found 'relay/refuse', expected the id of a"
                + " case that exists\n");
    assertThat(folder.resolve("now")).doesNotExist();
  }

  @Test
  void theOwnLedgerIsNotThatOfASeededDefect() throws Exception {
    write("suites/known/reference.known", "violates * because so\n    relay/greets\n");

    assertThat(
            Main.run(
                "run",
                "relay/greets",
                "--target",
                "reference:helo-without-argument-accepted",
                "--quiet",
                "--out",
                folder.resolve("now").toString()))
        .isZero();
  }

  @Test
  void aLedgerOfTheCommandLineTakesThePlaceOfTheOwn() throws Exception {
    write("suites/known/reference.known", "violates * because so\n    relay/greets\n");
    Path mine = write("mine.known", "violates * because so\n    relay/refuses\n");

    assertThat(run("now", "--known", mine.toString())).isZero();
    assertThat(run("again", "--known", "reference=" + mine)).isZero();
  }

  @Test
  void amongSeveralTargetsALedgerSaysOfWhich() throws Exception {
    Path mine = write("mine.known", "violates * because so\n    relay/refuses\n");

    assertThat(run("now", "--target", "james", "--known", mine.toString())).isEqualTo(2);
    assertThat(complained())
        .isEqualTo("smtpspec: --known " + mine + ": say of which target, as reference=FILE\n");
  }

  @Test
  void aDraftIsMadeOfAResult() throws Exception {
    run("now");
    printed.reset();

    int code = Main.run("known", folder.resolve("now").toString());

    assertThat(code).isZero();
    assertThat(printed()).startsWith("# reference: ").endsWith("because TODO\n    relay/refuses\n");
  }

  @Test
  void twoRunsOfOneServerDifferInNothing() throws Exception {
    run("now");
    run("again");
    printed.reset();

    assertThat(diff("now", "again")).isZero();
    assertThat(printed()).isEqualTo("no difference\n");
  }

  @Test
  void aRegressionIsNamedAndExitsWithOne() throws Exception {
    run("now");
    write("suites/relay/greets.smtp", "---\ntitle: It greets\nlevel: MUST\n---\nS: 421\n");
    write("suites/relay/new.smtp", "---\ntitle: It greets\nlevel: MUST\n---\nS: 220\n");
    run("again");
    printed.reset();

    assertThat(diff("now", "again")).isEqualTo(1);
    assertThat(printed())
        .contains("== newly failing: 1\n\nrelay/greets   MUST   REGRESSION   on reference\n")
        .contains("== cases added: 1\n  relay/new\n")
        .endsWith(
            "1 newly failing, 0 fixed, 0 verdict changed, 0 reply changed, 1 cases added, 0"
                + " removed\n");
    assertThat(diff("again", "now")).isZero();
  }

  @Test
  void serversAreComparedByTheirNames() {
    String into = folder.resolve("now").toString();

    int code = Main.run("compare", "reference", "james", "--quiet", "--out", into);

    assertThat(code).isEqualTo(1);
    assertThat(printed())
        .contains("reference -> james: banner\n")
        .contains("2 cases on 2 targets; answers differ in 0\n")
        .containsPattern("time {4}start [0-9.]+ s, run [0-9.]+ s, report [0-9.]+ s\n")
        .endsWith("report  " + folder.resolve("now/index.html") + "\n");
    assertThat(folder.resolve("now/junit.xml")).doesNotExist();
  }

  @Test
  void aServerInAContainerGoesByItsName() throws Exception {
    write("containers/mta/target.yaml", "name: mta\nvariants: [new]\n");

    int code = Main.run("compare", "mta@new", "container:mta@new");

    assertThat(code).isEqualTo(2);
    assertThat(complained()).isEqualTo("smtpspec: target 'container:mta@new' is given twice\n");
  }

  @Test
  void aResultThatCannotBeReadExitsWithTwo() {
    assertThat(diff("none", "none")).isEqualTo(2);
    assertThat(complained()).endsWith("none: no such file\n");
  }

  private int run(String into, String... more) {
    var args = new java.util.ArrayList<String>(java.util.List.of("run", "--target", "reference"));
    args.addAll(java.util.List.of("--quiet", "--out", folder.resolve(into).toString()));
    args.addAll(java.util.List.of(more));
    return Main.run(args.toArray(String[]::new));
  }

  private int diff(String before, String after) {
    return Main.run("diff", folder.resolve(before).toString(), folder.resolve(after).toString());
  }

  private Path write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String read(String name) throws Exception {
    return Files.readString(folder.resolve(name));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return complained.toString(StandardCharsets.UTF_8);
  }
}
