package org.smtpspec.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.smtpspec.suite.SuiteFiles.one;
import static org.smtpspec.suite.SuiteFiles.read;
import static org.smtpspec.suite.SuiteFiles.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpspec.dialogue.MailCheck;
import org.smtpspec.dialogue.Rank;
import org.smtpspec.dialogue.Step;
import org.smtpspec.wire.Fault;

class SuiteReaderTest {
  private static final Path BAD = Path.of("src/test/resources/suites-bad");

  @TempDir private Path folder;

  static Stream<String> errors() throws IOException {
    String facts = String.join(", ", Facts.NAMES);
    return Files.readAllLines(BAD.resolve("errors.txt")).stream()
        .map(line -> line.replace("FACTS", facts));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("errors")
  void eachBadFileHasItsError(String message) throws Exception {
    String file = message.substring(0, message.indexOf(':'));

    Suites suites = Suites.load(BAD);

    assertThat(suites.errors())
        .extracting(Throwable::getMessage)
        .filteredOn(text -> text.startsWith(file + ":"))
        .containsExactly(message);
  }

  @Test
  void theLinesOfTheDialogueBecomeSteps() throws Exception {
    Case one =
        one(
            folder,
            "",
            "S: 220",
            "C: EHLO a",
            "+C: NOOP",
            "D: .",
            "R: \\x00",
            "T: pause 2s",
            "T: silence 20ms",
            "T: tls",
            "T: hangup",
            "C2: HELO b",
            "T2: half-close",
            "T2: reset");

    List<Step> steps = steps(one);

    assertThat(steps)
        .extracting(step -> step.getClass().getSimpleName())
        .containsExactly(
            "Expect",
            "Send",
            "Send",
            "Send",
            "Pause",
            "ExpectSilence",
            "Upgrade",
            "HangUp",
            "Send",
            "HangUp",
            "HangUp");
    assertThat(sent(one)).containsExactly("EHLO a\r\nNOOP\r\n", "..\r\n", "\0", "HELO b\r\n");
    assertThat(steps.get(9)).isEqualTo(new Step.HangUp(15, 2, new Fault.HalfClose()));
    assertThat(steps.get(10)).isEqualTo(new Step.HangUp(16, 2, new Fault.Reset()));
  }

  @Test
  void aSendWithoutPlusIsAWriteOfItsOwn() throws Exception {
    Case one = one(folder, "", "C: a", "C: b", "+D: .c", "C:");

    assertThat(sent(one)).containsExactly("a\r\n", "b\r\n..c\r\n", "\r\n");
  }

  @Test
  void theAlternativesBelongToTheReplyBeforeThem() throws Exception {
    Case one =
        one(
            folder,
            "",
            "S: 250 | 251 !252 2.1.x +SIZE -VRFY ~ /a\\/b/ within 2s",
            "S| 5xx !502",
            "S? any because of history",
            "S- closed stop because it hangs up");

    Step.Expect step = (Step.Expect) steps(one).get(0);

    assertThat(step.within()).contains(Duration.ofSeconds(2));
    assertThat(step.onTheWay()).isFalse();
    assertThat(step.words(Rank.KEEPS))
        .isEqualTo("250 | 251 !252 2.1.x +SIZE -VRFY ~ /a\\/b/ | 5xx !502");
    assertThat(step.words(Rank.TOLERATED)).isEqualTo("any");
    assertThat(step.words(Rank.EXEMPT)).isEqualTo("closed");
    assertThat(step.alternatives().get(2).reason()).isEqualTo("of history");
    assertThat(step.alternatives().get(3).stop()).isTrue();
  }

  @Test
  void aLineCountsUnderItsProfilesOnly() throws Exception {
    Case one = one(folder, "", "S: 250", "S| 251 @rfc1123+", "S| 252 @rfc821 @SHOULD");

    assertThat(words(one, Profile.RFC821)).isEqualTo("250 | 252");
    assertThat(words(one, Profile.RFC1123)).isEqualTo("250 | 251");
    assertThat(words(one, Profile.RFC5321)).isEqualTo("250 | 251");
    assertThat(one.script(Map.of(), "t1", Profile.RFC821).levels())
        .isEqualTo(Map.of(6 + 1, Level.SHOULD));
  }

  @Test
  void aLevelHoldsFromItsProfileOn() throws Exception {
    List<Case> cases =
        read(folder, "---\ntitle: x\nlevel: MAY, rfc1123 SHOULD, rfc5321 MUST\n---\nS: 220\n");

    assertThat(Arrays.stream(Profile.values()).map(cases.get(0)::level))
        .containsExactly(Level.MAY, Level.SHOULD, Level.MUST);
  }

  @ParameterizedTest
  @CsvSource({
    "greeting,  ''",
    "helo,      HELO client.test",
    "mail,      HELO client.test|MAIL FROM:<sender@client.test>",
    "rcpt,      HELO client.test|MAIL FROM:<sender@client.test>|RCPT TO:<a@b>",
    "data,      HELO client.test|MAIL FROM:<sender@client.test>|RCPT TO:<a@b>|DATA",
    "ehlo,      EHLO client.test",
    "ehlo+mail, EHLO client.test|MAIL FROM:<sender@client.test>",
    "ehlo+rcpt, EHLO client.test|MAIL FROM:<sender@client.test>|RCPT TO:<a@b>",
    "ehlo+data, EHLO client.test|MAIL FROM:<sender@client.test>|RCPT TO:<a@b>|DATA",
  })
  void aStartStandsForTheLinesThatLeadThere(String start, String lines) throws Exception {
    Case one = one(folder, "start: " + start + "\n", "S: 250");

    List<Step> steps = one.script(Map.of("mailbox", "a@b"), "t1", Profile.RFC5321).steps();

    assertThat(String.join("|", sent(steps)).replace("\r\n", "")).isEqualTo(lines);
    assertThat(steps.subList(0, steps.size() - 1).stream().filter(Step.Expect.class::isInstance))
        .allMatch(step -> ((Step.Expect) step).onTheWay() && step.line() == 4);
  }

  @Test
  void aCaseNeedsWhatItUses() throws Exception {
    Case one =
        one(
            folder,
            "args: foreign, mailbox\nneeds: ehlo:size, !ehlo:VRFY\nstart: rcpt\n",
            "C: RCPT TO:<${foreign}> ${token}",
            "M: ${mailbox} none");

    assertThat(one.needs())
        .extracting(Need::text)
        .containsExactlyInAnyOrder(
            "ehlo:size", "!ehlo:VRFY", "arg:foreign", "arg:mailbox", "inbox");
  }

  @ParameterizedTest
  @CsvSource({
    "'ehlo:SIZE,arg:foreign',           ''",
    "'arg:foreign',                     the server does not offer size",
    "'ehlo:SIZE,ehlo:VRFY,arg:foreign', the server offers VRFY",
    "'ehlo:SIZE',                       the target names no 'foreign'",
  })
  void anUnmetNeedIsTheReason(String offers, String reason) throws Exception {
    Case one =
        one(folder, "args: foreign\nneeds: ehlo:size, !ehlo:VRFY\n", "C: RCPT TO:<${foreign}>");

    var inapplicable = one.inapplicable(Profile.RFC5321, Set.of(offers.split(",")));

    assertThat(inapplicable.orElse("")).isEqualTo(reason.replace("no foreign", "no 'foreign'"));
  }

  @Test
  void aSupersededCaseIsInapplicableFromThatRfcOn() throws Exception {
    Case one = one(folder, "superseded: rfc1123#5.2 changed its mind\n", "S: 220");

    assertThat(one.inapplicable(Profile.RFC821, Set.of())).isEmpty();
    assertThat(one.inapplicable(Profile.RFC1123, Set.of()))
        .contains("superseded by RFC 1123 section 5.2: changed its mind");
    assertThat(one.inapplicable(Profile.RFC5321, Set.of())).isPresent();
  }

  @Test
  void theFlagsOfTheFrontMatterAreKept() throws Exception {
    Case one =
        one(
            folder,
            """
            replies: strict
            timing: yes
            tentative: it is contested
            was: old/name[row]
            cite: rfc821#3.1, erratum:7
            """,
            "S: 220");

    assertThat(one.strictReplies()).isTrue();
    assertThat(one.alone()).isTrue();
    assertThat(one.tentative()).contains("it is contested");
    assertThat(one.formerId().map(CaseId::toString)).contains("old/name[row]");
    assertThat(one.citations())
        .extracting(Citation::words)
        .containsExactly("RFC 821 section 3.1", "RFC erratum 7");
  }

  @Test
  void linesAboutOneInboxAreOneLook() throws Exception {
    Case one =
        one(
            folder,
            "",
            "C: ${token}",
            "M: a@b count 2 within 5s",
            "M? a@b count 1 because one is enough",
            "M: a@b octets lack \"\\x00\\\"\"",
            "M: a@b header !~ /^X:/",
            "M: c@d none");

    List<Step> steps = steps(one);

    Step.CheckMailbox look = (Step.CheckMailbox) steps.get(1);
    assertThat(steps).hasSize(3);
    assertThat(look.within()).contains(Duration.ofSeconds(5));
    assertThat(look.checks())
        .extracting(check -> check.check().words())
        .containsExactly("count 2", "octets lack \"\\x00\"\"", "header !~ /^X:/");
    assertThat(look.checks().get(0).tolerated().get(0).check()).isEqualTo(new MailCheck.Count(1));
  }

  @Test
  void eachRowIsACaseOfItsOwn() throws Exception {
    List<Case> cases =
        read(
            folder,
            text("start: helo\n", "C: ${line}", "S: ${set}")
                + "---\nrow    line          set        level  title\n"
                + "plain  VRFY a  b\\x20  250 | 251  -      -\n".replace("a  b", "a b")
                + "empty  \"\"\t500  SHOULD  An empty line is refused\n");

    assertThat(cases)
        .extracting(one -> one.id().toString())
        .containsExactly("some[plain]", "some[empty]");
    assertThat(cases)
        .extracting(one -> one.level(Profile.RFC821))
        .containsExactly(Level.MUST, Level.SHOULD);
    assertThat(cases.get(1).title()).isEqualTo("An empty line is refused");
    assertThat(sent(cases.get(0))).containsExactly("HELO client.test\r\n", "VRFY a b \r\n");
    assertThat(sent(cases.get(1))).containsExactly("HELO client.test\r\n", "\r\n");
  }

  @Test
  void aTokenMayStandInACell() {
    String text = text("", "C: ${line}", "M: a@b none") + "---\nrow  line\na    X ${token}\n";

    assertThatCode(() -> read(folder, text)).doesNotThrowAnyException();
  }

  @Test
  void theExampleOfTheFormatIsRead() throws Exception {
    List<Case> cases = read(folder, example());

    assertThat(cases)
        .extracting(one -> one.id().toString())
        .containsExactly("some[local]", "some[foreign]");
    assertThat(cases.get(1).needs())
        .extracting(Need::text)
        .containsExactlyInAnyOrder("arg:foreign");
  }

  /** The first block of FORMAT.md, citing what exists without the catalogue. */
  private static String example() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("suites/FORMAT.md"));
    int first = lines.indexOf("    ---");
    List<String> block =
        lines.subList(first, lines.size()).stream()
            .takeWhile(line -> line.startsWith("    "))
            .toList();
    return String.join("\n", block.stream().map(line -> line.substring(4)).toList())
        .replace("RFC821-4.1.1-SEQ-05, ", "");
  }

  private static List<Step> steps(Case one) {
    return one.script(Map.of(), "t1", Profile.RFC5321).steps();
  }

  private static List<String> sent(Case one) {
    return sent(steps(one));
  }

  private static List<String> sent(List<Step> steps) {
    return steps.stream()
        .filter(Step.Send.class::isInstance)
        .map(step -> ((Step.Send) step).octets().text())
        .toList();
  }

  private static String words(Case one, Profile profile) {
    Step step = one.script(Map.of(), "t1", profile).steps().get(0);
    return ((Step.Expect) step).words(Rank.KEEPS);
  }
}
