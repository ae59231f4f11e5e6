package org.smtpspec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rooms of smtpspec, and which may know which. A room that is not built yet holds its rules.
 */
class ArchitectureTest {
  private static final String ROOT = "org.smtpspec.";

  /** From top to bottom; rooms on one floor do not know each other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("cli", "junit"),
          List.of("report"),
          List.of("relay", "audit", "fuzz"),
          List.of("lab", "reference"),
          List.of("run"),
          List.of("result"),
          List.of("verdict"),
          List.of("target"),
          List.of("suite"),
          List.of("dialogue"),
          List.of("wire", "sink"));

  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String SLF4J = "org.slf4j..";

  /** The libraries that each room may use, beside the JDK. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "cli", List.of("picocli..", JACKSON, SLF4J),
          "junit", List.of("org.junit.platform..", "org.opentest4j.."),
          "report", List.of("io.qameta.allure..", "com.github.mustachejava.."),
          "fuzz", List.of("net.jqwik.."),
          "suite", List.of("org.yaml.snakeyaml.."),
          "lab", List.of("org.testcontainers..", "com.github.dockerjava..", JACKSON, SLF4J),
          "reference", List.of("org.apache.james..", "io.netty..", "org.reactivestreams.."),
          "result", List.of(JACKSON),
          "target", List.of(JACKSON),
          "wire", List.of(SLF4J));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.smtpspec");

  static Stream<String> rooms() {
    return FLOORS.stream().flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsOnlyRoomsBelowIt(String room) {
    String[] forbidden =
        rooms()
            .filter(other -> !other.equals(room) && floor(other) <= floor(room))
            .map(ArchitectureTest::in)
            .toArray(String[]::new);

    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(in(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden)
            .allowEmptyShould(true);

    rule.check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyTheLibrariesThatTheDesignGivesIt(String room) {
    Stream<String> everywhere = Stream.of("org.smtpspec..", "java..", "javax..", "jdk.net..");
    Stream<String> here = LIBRARIES.getOrDefault(room, List.of()).stream();

    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(in(room))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(Stream.concat(everywhere, here).toArray(String[]::new))
            .allowEmptyShould(true);

    rule.check(CLASSES);
  }

  @Test
  void reportsKnowOnlyTheResultDocument() {
    String[] all =
        rooms()
            .filter(room -> !room.equals("report") && !room.equals("result"))
            .map(ArchitectureTest::in)
            .toArray(String[]::new);

    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(in("report"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all)
            .allowEmptyShould(true);

    rule.check(CLASSES);
  }

  /** Limits are measured by a clock that nobody sets; the other gives names and dates alone. */
  @Test
  void noLimitHangsOnAClockThatMayJump() {
    String[] rooms =
        Stream.of("wire", "dialogue", "target", "verdict", "run", "lab", "fuzz")
            .map(ArchitectureTest::in)
            .toArray(String[]::new);

    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(rooms)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class);

    rule.check(CLASSES);
  }

  @Test
  void noRoomsFormACycle() {
    ArchRule rule = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    rule.check(CLASSES);
  }

  @Test
  void everyClassIsInARoomOfTheDesign() {
    List<String> strangers =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> rooms().noneMatch(room -> inside(name, room)))
            .distinct()
            .toList();

    assertThat(strangers).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    Path sources = Path.of("src/main/java/org/smtpspec");

    try (Stream<Path> folders = Files.walk(sources)) {
      List<Path> silent =
          folders
              .filter(ArchitectureTest::holdsJava)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();

      assertThat(silent).isEmpty();
    }
  }

  private static boolean holdsJava(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int floor(String room) {
    for (int i = 0; i < FLOORS.size(); i++) {
      if (FLOORS.get(i).contains(room)) {
        return i;
      }
    }
    throw new IllegalArgumentException(room);
  }

  private static String in(String room) {
    return ROOT + room + "..";
  }

  private static boolean inside(String packageName, String room) {
    return packageName.equals(ROOT + room) || packageName.startsWith(ROOT + room + ".");
  }
}
