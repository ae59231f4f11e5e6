package org.smtpspec.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of cases per RFC in the README is generated: with {@code -Dsmtpspec.write=true} this
 * test writes it.
 */
class ReadmeCountsTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?s)(<!-- cases per RFC -->\n).*?(<!-- end of cases -->)");
  private static final Pattern ANCHOR = Pattern.compile("rfc(\\d+)#.*");

  @Test
  void theTableOfTheReadmeIsThatOfTheSuites() throws Exception {
    String readme = Files.readString(README);
    String table = table(Suites.load(Path.of("suites")));
    Matcher block = BLOCK.matcher(readme);
    assertThat(block.find()).isTrue();
    String wanted = block.replaceFirst("$1" + Matcher.quoteReplacement(table) + "$2");
    if (Boolean.getBoolean("smtpspec.write")) {
      write(wanted);
      return;
    }

    assertThat(readme).isEqualTo(wanted);
  }

  private static void write(String readme) throws IOException {
    Files.writeString(README, readme);
  }

  private static String table(Suites suites) {
    Map<Integer, Integer> cases = new TreeMap<>();
    for (Case one : suites.cases()) {
      rfcs(one.citations()).forEach(rfc -> cases.merge(rfc, 1, Integer::sum));
    }
    Set<String> covered =
        suites.cases().stream()
            .flatMap(one -> one.citations().stream())
            .flatMap(citation -> citation.rule().stream())
            .map(Requirement::id)
            .collect(Collectors.toSet());
    var table =
        new StringBuilder("| RFC | rules in the catalogue | with a case | cases that cite it |\n");
    table.append("| --- | --- | --- | --- |\n");
    cases.forEach(
        (rfc, number) -> {
          List<Requirement> rules =
              suites.catalogue().requirements().stream().filter(r -> r.rfc() == rfc).toList();
          long with = rules.stream().filter(r -> covered.contains(r.id())).count();
          table.append(
              "| %d | %s | %s | %d |\n".formatted(rfc, count(rules.size()), count(with), number));
        });
    return table.append("\n%d cases in all.\n".formatted(suites.cases().size())).toString();
  }

  private static String count(long number) {
    return number == 0 ? "-" : Long.toString(number);
  }

  private static Set<Integer> rfcs(Collection<Citation> citations) {
    return citations.stream()
        .map(Citation::anchor)
        .map(ANCHOR::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Integer.parseInt(matcher.group(1)))
        .collect(Collectors.toSet());
  }
}
