package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.smtpspec.result.Samples.EXIM;
import static org.smtpspec.result.Samples.RUN;
import static org.smtpspec.result.Samples.entry;
import static org.smtpspec.result.Samples.verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
  private static final String TEXT =
      """
      # Exim as Debian packages it.
      violates 4.90..4.96 because bare LF ends a line (exim/src/receive.c)
          a
          b[x y]

      tolerated * under rfc821,rfc5321 because it says 501
          c
      """;

  private final LedgerReader reader =
      new LedgerReader(Set.of("a", "b[x]", "b[y]", "c"), Set.of("rfc821", "rfc1123", "rfc5321"));

  @TempDir private Path folder;

  @Test
  void whatIsListedIsKnown() {
    TargetVerdict marked = mark("Exim 4.96", "b[y]", Outcome.VIOLATES);

    assertThat(marked.known()).isTrue();
    assertThat(marked.listed())
        .contains(
            new Listed(
                Outcome.VIOLATES, "exim.known:4", "bare LF ends a line (exim/src/receive.c)"));
    assertThat(marked.stale()).isFalse();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "Exim 4.97, a, rfc5321",
    "Exim, a, rfc5321",
    "Exim 4.96, a, rfc821",
    "Exim 4.96, c, rfc1123",
  })
  void anotherVersionOrProfileIsNotListed(String software, String id, String profile) {
    TargetVerdict plain = verdict("exim", Outcome.VIOLATES, "250 ok");

    assertThat(ledger().of(software, profile).mark(id, plain)).isEqualTo(plain);
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"CONFORMS", "TOLERATED"})
  void aListedDeviationThatIsGoneFails(Outcome outcome) {
    TargetVerdict marked = mark("Exim 4.96", "a", outcome);

    assertThat(marked.stale()).isTrue();
    assertThat(Weight.of(entry("a"), marked, false)).isEqualTo(Weight.FAILS);
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"NOT_APPLICABLE", "INCONCLUSIVE"})
  void aCaseThatSaysNothingIsNotGone(Outcome outcome) {
    TargetVerdict marked = mark("Exim 4.96", "a", outcome);

    assertThat(marked.stale()).isFalse();
    assertThat(marked.known()).isFalse();
  }

  @Test
  void whatIsWorseThanListedFailsToo() {
    TargetVerdict marked = mark("Exim 4.97", "c", Outcome.VIOLATES);

    assertThat(marked.known()).isFalse();
    assertThat(Weight.of(entry("c"), marked, false)).isEqualTo(Weight.FAILS);
  }

  @Test
  void whatItCannotDecideWithoutAVersionIsCounted() {
    assertThat(ledger().size()).isEqualTo(4);
    assertThat(ledger().undecided("Exim")).isEqualTo(3);
    assertThat(ledger().undecided("Exim 4.96")).isZero();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '#',
      value = {
        "violates * because x/ z    # 2: found 'z', expected the id of a case that exists",
        "violates * because x/ b    # 2: found 'b', expected the id of a case that exists",
        "violates * because x/ b[x z] # 2: found 'b[z]', expected the id of a case that exists",
        "violates * because x/ a a  # 2: found 'a a', expected the id of a case, as rfc821/4.1.1/x"
            + " or .../x[a b]",
        "violates * because x/ a/ a # 3: found 'a', expected no case that f:2 lists already",
        "violates * because TODO/ a # 1: found the reason 'TODO', expected because, and why the"
            + " server does so",
        "violates * because/ a      # 1: found no reason, expected because, and why the server"
            + " does so",
        "violates */ a              # 1: found no reason, expected because, and why the server"
            + " does so",
        "violates 3.x because x/ a  # 1: found '3.x', expected versions as *, 3.7, 3.7..3.9, 3.7.."
            + " or ..3.9",
        "violates * under rfc822 because x/ a # 1: found profile 'rfc822', expected one or more of"
            + " rfc1123,rfc5321,rfc821",
        "inconclusive * because x/ a # 1: found 'inconclusive * because x', expected violates or"
            + " tolerated, or an indented id of a case",
        "violates * because x       # 1: found no case below, expected ids of cases, each line"
            + " indented",
        "/ a                        # 2: found 'a', expected a line as 'violates * because REASON'"
            + " first",
      })
  void anErrorIsOfItsLine(String text, String error) {
    assertThatThrownBy(() -> reader.read(text.replace("/ ", "\n  "), "f"))
        .isInstanceOf(ResultException.class)
        .hasMessage("f:" + error);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> reader.read(folder.resolve("none"), "none"))
        .hasMessage("none: no such file");
  }

  @Test
  void oneCaseMayBeListedForVersionsThatDoNotMeet() {
    String text = "violates ..4.95 because x\n a\nviolates 4.96.. because y\n a\n";

    assertThat(reader.read(text, "f").size()).isEqualTo(2);
  }

  @Test
  void aListedVerdictSurvivesTheDocument() throws Exception {
    TargetVerdict marked = mark("Exim 4.96", "a", Outcome.CONFORMS);
    Result result = Result.of(RUN, List.of(EXIM), List.of(entry("a").with(marked)));

    Path document = ResultWriter.write(result, folder);

    assertThat(ResultReader.read(document)).isEqualTo(result);
    assertThat(Files.readString(document)).contains("\"at\": \"exim.known:3\"");
  }

  @Test
  void aDraftListsAlikeTogetherAndIsRefusedAsItIs() {
    TargetInfo exim = new TargetInfo("exim", "", "Exim 4.96.2", "", "", List.of());
    Result result =
        Result.of(
            RUN,
            List.of(exim),
            List.of(
                entry("a").with(verdict("exim", Outcome.VIOLATES, "250 OK id=1rXyz1-0000AB-2C")),
                entry("b[x]").with(verdict("exim", Outcome.VIOLATES, "250 OK id=1rXyz2-0000AC-2D")),
                entry("b[y]").with(verdict("exim", Outcome.VIOLATES, "250 OK id=1rXyz3-0000AD-2E")),
                entry("c").with(verdict("exim", Outcome.VIOLATES, "500 no")),
                entry("d").with(verdict("exim", Outcome.CONFORMS, "250 ok"))));

    String draft = new LedgerDraft(result, false).of(exim);

    assertThat(draft)
        .isEqualTo(
            """
            # exim: Exim 4.96.2, under rfc5321

            # sent HELO a\\r\\n, received 250 OK id=1rXyz1-0000AB-2C
            violates 4.96 because TODO
                a
                b[x y]

            # sent HELO a\\r\\n, received 500 no
            violates 4.96 because TODO
                c
            """);
    assertThatThrownBy(() -> reader.read(draft, "f")).hasMessageContaining("reason 'TODO'");
    assertThat(reader.read(draft.replace("TODO", "so"), "f").size()).isEqualTo(4);
  }

  private Ledger ledger() {
    return reader.read(TEXT, "exim.known");
  }

  private TargetVerdict mark(String software, String id, Outcome outcome) {
    return ledger().of(software, "rfc5321").mark(id, verdict("exim", outcome, "250 ok"));
  }
}
