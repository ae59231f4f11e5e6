package org.smtpspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The licences of all libraries, which have to let us distribute the jar under Apache-2.0. The
 * table in the README is generated: with {@code -Dsmtpspec.write=true} this test writes it.
 */
class LicencesTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?s)(<!-- licences -->\n).*?(<!-- end of licences -->)");

  /**
   * Those that may be in a jar under Apache-2.0: the first are as free as it; the last two are of
   * the kind that the Apache Software Foundation lets be included unchanged, in binary form
   * (category B of its third-party licence policy).
   */
  private static final Set<String> COMPATIBLE =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD",
          "EPL-2.0",
          "CDDL-1.1 or GPL-2.0 with Classpath exception");

  private static Map<String, Library> libraries() throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var libraries = new TreeMap<String, Library>();
    for (String one : path.split(File.pathSeparator, -1)) {
      if (one.endsWith(".jar")) {
        Path jar = Path.of(one);
        String pom = jar.getFileName().toString().replaceFirst("\\.jar$", ".pom");
        assumeTrue(Files.exists(jar.resolveSibling(pom)), one + " is in no Maven repository");
        Library library = Library.of(jar);
        libraries.put(library.key(), library);
      }
    }
    return libraries;
  }

  @Test
  void allLetUsDistributeTheJar() throws Exception {
    for (Library library : libraries().values()) {
      assertThat(library.licences()).as(library.key()).containsAnyElementsOf(COMPATIBLE);
    }
  }

  @Test
  void theTableOfTheReadmeNamesThemAll() throws Exception {
    String readme = Files.readString(README);
    Matcher block = BLOCK.matcher(readme);
    assertThat(block.find()).isTrue();
    String wanted = block.replaceFirst("$1" + Matcher.quoteReplacement(table()) + "$2");
    if (Boolean.getBoolean("smtpspec.write")) {
      Files.writeString(README, wanted);
      return;
    }

    assertThat(readme).isEqualTo(wanted);
  }

  private static String table() throws Exception {
    Map<String, Library> libraries = libraries();
    Set<String> carried = carried(libraries);
    var rows = new TreeMap<String, Map<Boolean, Set<String>>>();
    for (Library library : libraries.values()) {
      rows.computeIfAbsent(
              String.join(" / ", library.licences()),
              any -> Map.of(true, new TreeSet<>(), false, new TreeSet<>()))
          .get(carried.contains(library.key()))
          .add(library.key().substring(library.key().indexOf(':') + 1) + " " + library.version());
    }
    return "| licence | in the jar | in the tests alone |\n| --- | --- | --- |\n"
        + rows.entrySet().stream()
            .map(
                row ->
                    "| %s | %s | %s |\n"
                        .formatted(
                            row.getKey(),
                            String.join(", ", row.getValue().get(true)),
                            String.join(", ", row.getValue().get(false))))
            .collect(Collectors.joining());
  }

  /** What our POM needs when the program runs, and what that needs in turn. */
  private static Set<String> carried(Map<String, Library> libraries) throws Exception {
    List<String> ours = Library.dependencies(Library.read(Path.of("pom.xml")), "org.smtpspec");
    var open = new ArrayDeque<>(ours);
    var carried = new TreeSet<String>();
    while (!open.isEmpty()) {
      String key = known(open.poll(), libraries);
      if (libraries.containsKey(key) && carried.add(key)) {
        open.addAll(libraries.get(key).needs());
      }
    }
    return carried;
  }

  /** A group may be a property of a parent; then the artifact has to do. */
  private static String known(String key, Map<String, Library> libraries) {
    String artifact = key.substring(key.indexOf(':'));
    return libraries.keySet().stream()
        .filter(one -> key.startsWith("${") && one.endsWith(artifact))
        .findFirst()
        .orElse(key);
  }
}
