package org.smtpspec.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All cases below a folder of suites, and the catalogue beside them. Immutable. */
public final class Suites {
  private static final String EXTENSION = ".smtp";

  private final Catalogue catalogue;
  private final List<Case> cases;
  private final List<SuiteException> errors;

  /** What one file gives: its cases, or its first error. */
  private record Part(List<Case> cases, Optional<SuiteException> error) {}

  private Suites(Catalogue catalogue, List<Case> cases, List<SuiteException> errors) {
    this.catalogue = catalogue;
    this.cases = Collections.unmodifiableList(cases);
    this.errors = Collections.unmodifiableList(errors);
  }

  /**
   * Reads every suite file below {@code root}, in the order of their names.
   *
   * @throws SuiteException when the catalogue beside them is broken; errors of suite files are
   *     kept, see {@link #errors}
   */
  public static Suites load(Path root) throws IOException, SuiteException {
    Catalogue catalogue = Catalogue.load(root);
    var cases = new ArrayList<Case>();
    var errors = new ArrayList<SuiteException>();
    try {
      files(root).parallelStream()
          .map(file -> part(root, file, catalogue))
          .forEachOrdered(
              part -> {
                cases.addAll(part.cases());
                part.error().ifPresent(errors::add);
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    checkIds(cases, errors);
    return new Suites(catalogue, cases, errors);
  }

  /**
   * The cases of one file that need not be below a folder of suites, with {@code catalogue} to
   * cite.
   *
   * @throws SuiteException when it has an error
   */
  public static List<Case> single(Path file, Catalogue catalogue)
      throws IOException, SuiteException {
    String name = file.getFileName().toString();
    String id =
        name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    if (!CaseId.isName(id)) {
      throw new SuiteException(
          file.toString(),
          1,
          1,
          "file name '" + name + "'",
          "lower case letters, digits and hyphens, and .smtp");
    }
    return new SuiteReader(catalogue).read(file, file.toString(), id);
  }

  private static Part part(Path root, Path file, Catalogue catalogue) {
    String relative = root.relativize(file).toString().replace('\\', '/');
    String shown = "suites/" + relative;
    String id = relative.substring(0, relative.length() - EXTENSION.length());
    try {
      if (!CaseId.isPath(id)) {
        throw new SuiteException(
            shown, 1, 1, "file name '" + relative + "'", "lower case letters, digits and hyphens");
      }
      return new Part(new SuiteReader(catalogue).read(file, shown, id), Optional.empty());
    } catch (SuiteException e) {
      return new Part(List.of(), Optional.of(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(EXTENSION)).sorted().toList();
    }
  }

  private static void checkIds(List<Case> cases, List<SuiteException> errors) {
    Map<CaseId, Case> byId = new HashMap<>();
    cases.forEach(one -> byId.put(one.id(), one));
    for (Case one : cases) {
      one.formerId()
          .filter(byId::containsKey)
          .ifPresent(
              former ->
                  errors.add(
                      new SuiteException(
                          one.file(), 1, 1, "was: " + former, "an id that no case has now")));
    }
  }

  /** The cases, in the order of their files and rows. */
  public List<Case> cases() {
    return cases;
  }

  /** The first error of each file that has one. */
  public List<SuiteException> errors() {
    return errors;
  }

  /** The rules that can be cited. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /**
   * The cases that {@code glob} names: an id with or without row, a folder, or a pattern in which
   * {@code *} is any part of a name and {@code **} of a path.
   */
  public List<Case> select(String glob) {
    String path = glob.startsWith("suites/") ? glob.substring("suites/".length()) : glob;
    String wanted =
        path.endsWith(EXTENSION) ? path.substring(0, path.length() - EXTENSION.length()) : path;
    Pattern pattern =
        pattern(wanted.endsWith("/") ? wanted.substring(0, wanted.length() - 1) : wanted);
    return cases.stream()
        .filter(one -> pattern.matcher(one.id().toString()).matches() || was(one, wanted))
        .toList();
  }

  private static boolean was(Case one, String wanted) {
    return one.formerId().map(former -> former.toString().equals(wanted)).orElse(false);
  }

  private static Pattern pattern(String glob) {
    var regexp = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      if (glob.startsWith("**", i)) {
        regexp.append(".*");
        i++;
      } else if (glob.charAt(i) == '*') {
        regexp.append("[^/]*");
      } else {
        regexp.append(Pattern.quote(String.valueOf(glob.charAt(i))));
      }
    }
    return Pattern.compile(regexp + "(/.*|\\[[^\\]]*\\])?");
  }
}
