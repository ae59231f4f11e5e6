package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.smtpspec.result.Diff;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetVerdict;

/** Reports that are text, of a document that is full of attacks. */
class TerminalTest {
  /** Controls but the line end, C1 controls, marks that turn the writing round, and line ends. */
  private static final Pattern HARMFUL =
      Pattern.compile(
          "[\\x00-\\x09\\x0B-\\x1F\\x7F-\\x9F\\u061C\\u200B-\\u200F\\u2028-\\u202E\\u2066-\\u2069"
              + "\\uFEFF\\uFFFE\\uFFFF]");

  private static final Pattern PAINT = Pattern.compile("\u001b\\[(0|1|2|33|35|32|1;31)m");

  @Test
  void noReportHasAnOctetThatATerminalObeys() throws IOException {
    all(false)
        .forEach((name, text) -> assertThat(text).as(name).isNotBlank().doesNotMatch(harmful()));
  }

  @Test
  void withColourAllEscapesAreOurs() throws IOException {
    all(true)
        .forEach(
            (name, text) ->
                assertThat(PAINT.matcher(text).replaceAll("")).as(name).doesNotMatch(harmful()));
  }

  private static Pattern harmful() {
    return Pattern.compile("(?s).*" + HARMFUL + ".*");
  }

  private static Map<String, String> all(boolean colour) throws IOException {
    Result hostile = Samples.hostile();
    var texts = new TreeMap<String, String>();
    texts.put("console", text(out -> new ConsoleReport(true, colour, "").write(hostile, out)));
    texts.put("compare", text(out -> new CompareReport(colour, "", 1).write(hostile, out)));
    texts.put("relay", text(out -> new RelayReport(colour, "").write(hostile, out)));
    texts.put("audit", text(out -> new AuditReport(colour, "").write(hostile, out)));
    texts.put("diff", text(out -> new DiffReport(colour).write(diff(), out)));
    texts.put("markdown", text(out -> new MarkdownReport(true).write(hostile, out)));
    texts.put("junit", text(out -> new JunitXmlReport(true).write(hostile, out)));
    return texts;
  }

  /** From a server that conformed to one that attacks. */
  private static Diff diff() {
    Result after = Samples.hostile();
    var entry = after.cases().get(0);
    String target = entry.results().get(0).target();
    var good = TargetVerdict.of(target, Outcome.CONFORMS, "", 1, List.of());
    Result before =
        new Result(
            after.schema(),
            after.run(),
            after.targets(),
            List.of(entry.withResults(List.of(good))),
            after.relay(),
            after.fuzz(),
            after.audit());
    return Diff.of(before, after, true);
  }

  private interface Report {
    void write(StringWriter out) throws IOException;
  }

  private static String text(Report report) throws IOException {
    var out = new StringWriter();
    report.write(out);
    return out.toString();
  }
}
