package org.smtpspec.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.smtpspec.reference.Defect;
import org.smtpspec.report.KnownMarkdown;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.Requirement;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;
import org.smtpspec.target.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what there is. */
@Command(
    name = "list",
    description = "Lists cases, requirements, targets, defects or what is known of servers.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  enum What {
    cases,
    requirements,
    targets,
    defects,
    known
  }

  enum Format {
    text,
    json,
    markdown
  }

  @Parameters(paramLabel = "WHAT", description = "One of ${COMPLETION-CANDIDATES}.")
  private What what;

  @Option(
      names = "--suite",
      paramLabel = "GLOB",
      description = "Only these cases, as 'rfc821/4.1.1/**'.")
  private List<String> globs = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "P",
      description = "rfc821, rfc1123 or rfc5321 (default).")
  private String profile = "rfc5321";

  @Option(
      names = "--uncovered",
      description = "Only requirements that no case cites, with the reason why.")
  private boolean uncovered;

  @Option(names = "--rfc", paramLabel = "N", description = "Only requirements of this RFC.")
  private int rfc;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default) or json; of what is known also markdown.")
  private Format format = Format.text;

  @Override
  public Integer call() throws IOException, SuiteException {
    if (format == Format.markdown) {
      page();
      return ExitCode.EXPECTED;
    }
    List<Map<String, String>> rows =
        switch (what) {
          case cases -> cases();
          case requirements -> requirements();
          case targets -> targets();
          case defects -> defects();
          case known -> known();
        };
    print(rows);
    return ExitCode.EXPECTED;
  }

  private List<Map<String, String>> cases() throws IOException, SuiteException {
    Profile under = Arguments.profile(profile);
    return Arguments.select(Home.suites(), globs).stream()
        .map(
            one ->
                row(
                    "id",
                    one.id().toString(),
                    "level",
                    one.level(under).name(),
                    "cite",
                    cites(one),
                    "title",
                    one.title()))
        .toList();
  }

  private static String cites(Case one) {
    return one.citations().stream()
        .map(citation -> citation.rule().map(Requirement::id).orElse(citation.anchor()))
        .collect(Collectors.joining(", "));
  }

  private List<Map<String, String>> requirements() throws IOException, SuiteException {
    Suites suites = Home.suites();
    Map<String, List<String>> citedBy = new LinkedHashMap<>();
    suites
        .cases()
        .forEach(
            one ->
                rules(one)
                    .forEach(
                        rule ->
                            citedBy
                                .computeIfAbsent(rule, id -> new ArrayList<>())
                                .add(one.id().toString())));
    return suites.catalogue().requirements().stream()
        .filter(rule -> rfc == 0 || rule.rfc() == rfc)
        .filter(rule -> !uncovered || !citedBy.containsKey(rule.id()))
        .map(rule -> requirement(rule, suites, citedBy.getOrDefault(rule.id(), List.of())))
        .toList();
  }

  private static Set<String> rules(Case one) {
    return one.citations().stream()
        .flatMap(citation -> citation.rule().stream())
        .map(Requirement::id)
        .collect(Collectors.toSet());
  }

  private Map<String, String> requirement(Requirement rule, Suites suites, List<String> cases) {
    String covered =
        cases.isEmpty()
            ? suites.catalogue().reasonUncovered(rule.id()).orElse("NO CASE AND NO REASON")
            : cases.size() + " cases";
    return row(
        "id",
        rule.id(),
        "level",
        rule.level().name(),
        uncovered ? "reason" : "covered",
        covered,
        "statement",
        rule.statement());
  }

  private static List<Map<String, String>> targets() {
    return new Targets()
        .known().stream()
            .map(known -> row("target", known.spec(), "about", known.about()))
            .toList();
  }

  private static List<Map<String, String>> defects() {
    return Arrays.stream(Defect.values())
        .map(one -> row("defect", one.id(), "rule", one.rule(), "description", one.description()))
        .toList();
  }

  private static List<Map<String, String>> known() throws IOException, SuiteException {
    var rows = new ArrayList<Map<String, String>>();
    new KnownDeviations(Home.suites())
        .all()
        .forEach(
            (server, ledger) ->
                ledger
                    .deviations()
                    .forEach(
                        one ->
                            rows.add(
                                row(
                                    "server",
                                    server,
                                    "versions",
                                    one.versions(),
                                    "cases",
                                    Integer.toString(one.cases().size()),
                                    "reason",
                                    one.listed().reason()))));
    return rows;
  }

  private void page() throws IOException, SuiteException {
    if (what != What.known) {
      throw new UsageException("--format markdown: for 'list known' only");
    }
    Suites suites = Home.suites();
    Map<String, String> rules =
        suites.cases().stream()
            .collect(
                Collectors.toMap(
                    one -> one.id().toString(), one -> one.citations().get(0).words()));
    new KnownMarkdown(rules::get).page(new KnownDeviations(suites).all(), System.out);
    System.out.flush();
  }

  private static Map<String, String> row(String... cells) {
    var row = new LinkedHashMap<String, String>();
    for (int i = 0; i < cells.length; i += 2) {
      row.put(cells[i], cells[i + 1]);
    }
    return row;
  }

  private void print(List<Map<String, String>> rows) throws JsonProcessingException {
    if (format == Format.json) {
      System.out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
      return;
    }
    Map<String, Integer> widths = new LinkedHashMap<>();
    rows.forEach(
        row -> row.forEach((column, cell) -> widths.merge(column, cell.length(), Math::max)));
    for (Map<String, String> row : rows) {
      var line = new StringBuilder();
      row.forEach(
          (column, cell) ->
              line.append(cell)
                  .append(
                      " "
                          .repeat(
                              Math.min(widths.get(column), 60) - Math.min(cell.length(), 60) + 2)));
      System.out.println(line.toString().stripTrailing());
    }
  }
}
