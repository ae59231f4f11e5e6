package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Listed;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;

class CompareReportTest {
  private static final TargetInfo POSTFIX = Samples.POSTFIX.withTimes(1200, 60_000);
  private static final TargetInfo EXIM = Samples.EXIM.withTimes(2600, 71_440);

  @Test
  void aServerThatStandsApartIsShownBesideTheOthers() throws IOException {
    CaseEntry entry = Samples.entry("a/b[c]", "a", Level.MUST);
    Result result =
        Result.of(
            Samples.RUN,
            List.of(POSTFIX, EXIM, Samples.REFERENCE),
            List.of(
                entry
                    .with(Samples.verdict(POSTFIX, entry, Outcome.CONFORMS))
                    .with(Samples.verdict(EXIM, entry, Outcome.VIOLATES))
                    .with(Samples.verdict(Samples.REFERENCE, entry, Outcome.CONFORMS))));

    assertThat(text(result))
        .isEqualTo(
            """
            == where a server stands apart

            a/b[c]   MUST   RFC 5321 section 3.3, RFC 821 section 4.1.1
              RCPT without MAIL is refused
              conforms  postfix, reference   503 5.5.1 bad sequence
              violates  exim   250 2.1.5 Ok

            target     conforms  tolerated  violates  not-applicable  inconclusive  known  ready     run  software
            postfix           1          0         0               0             0      0  1.2 s  60.0 s  Postfix 3.7.11
            exim              0          0         1               0             0      0  2.6 s  71.4 s  Exim 4.96
            reference         1          0         0               0             0      0  0.0 s   0.0 s  220 mta.test\\r\\n

            1 cases on 3 targets; answers differ in 1
            time    start 2.6 s, run 71.4 s, report 0.5 s
            report  DIR/index.html
            """);
  }

  @Test
  void ofTwoServersEachDifferenceIsNamed() throws IOException {
    CaseEntry entry = Samples.entry("a/b", "a", Level.MUST);
    Result result =
        Result.of(
            Samples.RUN,
            List.of(POSTFIX, EXIM),
            List.of(
                entry
                    .with(Samples.verdict(POSTFIX, entry, Outcome.CONFORMS))
                    .with(Samples.verdict(EXIM, entry, Outcome.TOLERATED))));

    assertThat(text(result))
        .contains("postfix -> exim: software\n  was  Postfix 3.7.11\n  is   Exim 4.96\n")
        .contains("postfix -> exim: offers\n")
        .contains("== verdict changed: 1\n\na/b   MUST   on postfix -> exim\n")
        .contains("  is   tolerated  554 5.5.1 no valid sender\n");
  }

  @Test
  void anUnexpectedPassIsNamed() throws IOException {
    CaseEntry entry = Samples.entry("a/b", "a", Level.MUST);
    Result result =
        Result.of(
            Samples.RUN,
            List.of(EXIM),
            List.of(
                entry.with(
                    Samples.verdict(EXIM, entry, Outcome.CONFORMS)
                        .withListed(new Listed(Outcome.VIOLATES, "exim.known:3", "so")))));

    assertThat(text(result))
        .contains(
            "== unexpected passes: 1\n\n  a/b on exim: conforms, listed as violates at exim.known:3\n");
  }

  private static String text(Result result) throws IOException {
    var out = new StringBuilder();
    new CompareReport(false, "DIR/index.html", 512).write(result, out);
    return out.toString();
  }
}
