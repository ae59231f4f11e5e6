package org.smtpspec.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules that can be cited, the sections that exist, the rules that no case cites and the cases
 * that no defect makes fail, each with the reason why: the files {@code requirements.tsv}, {@code
 * sections.tsv}, {@code uncovered.tsv} and {@code unfailing.tsv} beside the suites.
 */
public final class Catalogue {
  private static final Pattern SECTION = Pattern.compile("rfc(\\d{1,5})#([A-Za-z0-9.]+)");
  private static final Pattern ERRATUM = Pattern.compile("erratum:(\\d{1,6})");

  private final Map<String, Requirement> requirements = new LinkedHashMap<>();
  private final Set<String> sections = new HashSet<>();
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final Map<String, String> unfailing = new LinkedHashMap<>();

  private Catalogue() {}

  /** Reads the files in {@code root}; one that is missing is empty. */
  static Catalogue load(Path root) throws IOException, SuiteException {
    var catalogue = new Catalogue();
    for (Row row : rows(root.resolve("requirements.tsv"), 9)) {
      catalogue.requirements.put(row.cell(0), requirement(row));
    }
    for (Row row : rows(root.resolve("sections.tsv"), 3)) {
      catalogue.sections.add("rfc" + row.cell(0) + "#" + row.cell(1));
    }
    for (Row row : rows(root.resolve("uncovered.tsv"), 2)) {
      if (!catalogue.requirements.containsKey(row.cell(0))) {
        throw row.source().error(1, row.cell(0), "an id of requirements.tsv");
      }
      catalogue.reasons.put(row.cell(0), row.cell(1));
    }
    for (Row row : rows(root.resolve("unfailing.tsv"), 2)) {
      catalogue.unfailing.put(row.cell(0), row.cell(1));
    }
    return catalogue;
  }

  private static Requirement requirement(Row row) throws SuiteException {
    try {
      return new Requirement(
          row.cell(0),
          Integer.parseInt(row.cell(1)),
          row.cell(2),
          Level.valueOf(row.cell(3)),
          row.cell(4),
          row.cell(5),
          row.cell(6),
          row.cell(7),
          row.cell(8));
    } catch (IllegalArgumentException e) {
      throw row.source()
          .error(
              1, row.cell(1) + " " + row.cell(3), "the number of an RFC, and MUST, SHOULD or MAY");
    }
  }

  /** All rules, in the order of the file. */
  public Collection<Requirement> requirements() {
    return requirements.values();
  }

  /** Why no case cites rule {@code id}, where a reason is on record. */
  public Optional<String> reasonUncovered(String id) {
    return Optional.ofNullable(reasons.get(id));
  }

  /**
   * Why no seeded defect of the reference server makes case {@code id} fail, where a reason is on
   * record.
   */
  public Optional<String> reasonUnfailing(String id) {
    return Optional.ofNullable(unfailing.get(id));
  }

  /**
   * What {@code text} cites; empty when there is no such rule or section, or it is not the form of
   * a citation.
   */
  Optional<Citation> cite(String text) {
    Requirement requirement = requirements.get(text);
    if (requirement != null) {
      return Optional.of(new Citation.Rule(requirement));
    }
    Matcher erratum = ERRATUM.matcher(text);
    if (erratum.matches()) {
      return Optional.of(new Citation.Erratum(Integer.parseInt(erratum.group(1))));
    }
    Matcher section = SECTION.matcher(text);
    return section.matches() && (sections.contains(text) || sections.isEmpty())
        ? Optional.of(new Citation.Section(Integer.parseInt(section.group(1)), section.group(2)))
        : Optional.empty();
  }

  private static List<Row> rows(Path file, int columns) throws IOException, SuiteException {
    var rows = new ArrayList<Row>();
    if (!Files.exists(file)) {
      return rows;
    }
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      var source = new SourceLine("suites/" + file.getFileName(), ++number, line);
      List<String> cells = List.of(line.split("\t", -1));
      if (cells.size() != columns) {
        throw source.error(1, cells.size() + " cells", columns + ", parted by tabs");
      }
      if (number > 1) {
        rows.add(new Row(source, cells));
      }
    }
    return rows;
  }

  private record Row(SourceLine source, List<String> cells) {
    String cell(int index) {
      return cells.get(index);
    }
  }
}
