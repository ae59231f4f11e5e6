package org.smtpspec.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one suite file, strictly, into its cases. */
public final class SuiteReader {
  /** A fact in braces, by itself or with a macro before it or an argument behind. */
  private static final Pattern USE =
      Pattern.compile("\\$\\{(?:(?:upper|lower|local|domain|fill) )?([a-z0-9]+)[ }]");

  private final Catalogue catalogue;

  SuiteReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The cases of {@code file}.
   *
   * @param shown the file as errors name it
   * @param id the id without row
   */
  List<Case> read(Path file, String shown, String id) throws IOException, SuiteException {
    List<SourceLine> all = lines(Files.readString(file, StandardCharsets.ISO_8859_1), shown);
    List<List<SourceLine>> parts = parts(all, shown);
    var matter = new FrontMatter(all.get(0));
    for (SourceLine line : parts.get(0)) {
      matter.add(line);
    }
    List<Case> cases =
        parts.size() == 3
            ? rows(id, matter, parts.get(1), parts.get(2))
            : List.of(single(id, matter, parts.get(1)));
    checkCitations(id, matter, cases);
    checkArgs(matter, parts.get(1), parts.size() == 3 ? parts.get(2) : List.of());
    checkTokens(all);
    return cases;
  }

  private Case single(String id, FrontMatter matter, List<SourceLine> dialogue)
      throws SuiteException {
    return new Case(new CaseId(id, ""), matter, dialogue, catalogue);
  }

  private List<Case> rows(
      String id, FrontMatter matter, List<SourceLine> dialogue, List<SourceLine> table)
      throws SuiteException {
    if (table.isEmpty()) {
      throw matter.line("title").error(1, "no table after the last ---", "one, or no last ---");
    }
    var cases = new ArrayList<Case>();
    for (RowTable.Row row : RowTable.read(table)) {
      FrontMatter own = matter;
      for (String key : FrontMatter.PER_ROW) {
        String cell = row.cells().getOrDefault(key, "-");
        if (!cell.equals("-")) {
          own = own.with(key, row.source(), cell);
        } else if (matter.value(key).isPresent()) {
          own =
              own.with(
                  key,
                  matter.line(key),
                  row.fill(matter.line(key).with(matter.required(key))).text());
        }
      }
      cases.add(
          new Case(
              new CaseId(id, row.name()),
              own,
              dialogue.stream().map(row::fill).toList(),
              catalogue));
    }
    return cases;
  }

  private static List<SourceLine> lines(String text, String shown) throws SuiteException {
    var lines = new ArrayList<SourceLine>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      var source = new SourceLine(shown, ++number, line);
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c > 0x7E || (c < 0x20 && c != '\t')) {
          throw source.error(
              i + 1, "octet \\x%02X".formatted((int) c), "printable ASCII; write it as an escape");
        }
      }
      if (line.endsWith(" ") || line.endsWith("\t")) {
        throw source.error(
            line.stripTrailing().length() + 1,
            "a blank at the end of the line",
            "none; write it as \\x20");
      }
      lines.add(source);
    }
    return lines;
  }

  private static List<List<SourceLine>> parts(List<SourceLine> all, String shown)
      throws SuiteException {
    var parts = new ArrayList<List<SourceLine>>();
    for (SourceLine line : all.stream().filter(SuiteReader::says).toList()) {
      if (line.text().equals("---")) {
        parts.add(new ArrayList<>());
      } else if (parts.isEmpty()) {
        throw line.error(1, "'" + line.text() + "'", "'---', which begins the front matter");
      } else if (line.text().indexOf('\t') >= 0 && parts.size() < 3) {
        throw line.errorAt("\t", "a tab", "blanks; write it as \\t");
      } else {
        parts.get(parts.size() - 1).add(line);
      }
    }
    if (parts.size() < 2 || parts.size() > 3) {
      SourceLine last = all.get(all.size() - 1);
      throw new SuiteException(
          shown,
          last.number(),
          1,
          parts.size() + " parts begun by ---",
          "front matter, a dialogue, and a table or none");
    }
    if (parts.get(1).isEmpty()) {
      throw all.get(0).error(1, "a dialogue without lines", "one line at least");
    }
    return parts;
  }

  private static boolean says(SourceLine line) {
    return !line.text().isEmpty() && !line.text().startsWith("#");
  }

  private static void checkCitations(String id, FrontMatter matter, List<Case> cases)
      throws SuiteException {
    for (Case one : cases) {
      if (id.matches("rfc\\d+/.*") && one.citations().isEmpty()) {
        throw matter
            .line("title")
            .error(1, "a case of an RFC that cites nothing", "cite: and a rule or section");
      }
    }
  }

  private static void checkArgs(
      FrontMatter matter, List<SourceLine> dialogue, List<SourceLine> table) throws SuiteException {
    Set<String> declared = new HashSet<>(matter.list("args"));
    Set<String> used =
        Stream.concat(dialogue.stream(), table.stream())
            .flatMap(line -> USE.matcher(line.text()).results())
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    for (String name : declared) {
      if (!Facts.isFact(name)) {
        throw matter
            .line("args")
            .errorAt(name, "'" + name + "'", "one of " + String.join(", ", Facts.NAMES));
      }
      boolean byStart =
          name.equals("mailbox")
              && (matter.value("start").isPresent()
                  || table.stream().anyMatch(line -> line.text().contains("start")));
      if (!byStart && !used.contains(name)) {
        throw matter
            .line("args")
            .errorAt(
                name, "'" + name + "', which is not used", "only facts that the dialogue uses");
      }
    }
    for (String name : Facts.NAMES) {
      if (!declared.contains(name) && used.contains(name)) {
        throw matter
            .line("args")
            .error(1, "${" + name + "} used, not declared", "'" + name + "' in args");
      }
    }
  }

  private static void checkTokens(List<SourceLine> all) throws SuiteException {
    boolean looks = all.stream().anyMatch(line -> line.text().startsWith("M"));
    boolean marked = all.stream().anyMatch(line -> line.text().contains("${token}"));
    if (looks && !marked) {
      throw all.get(0)
          .error(
              1,
              "M: lines, and no message with ${token}",
              "it in each message, by which mail is found");
    }
  }
}
