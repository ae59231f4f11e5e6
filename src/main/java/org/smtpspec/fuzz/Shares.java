package org.smtpspec.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.smtpspec.result.FuzzEntry;
import org.smtpspec.result.Result;

/** What the shares of a campaign have left in their folders, put together in one. */
public final class Shares {
  private static final String COVERAGE = "coverage-";
  private static final String CORPUS = "corpus-";

  private final Path out;

  /** Puts together in the folder {@code out}. */
  public Shares(Path out) {
    this.out = out;
  }

  /** {@code result} with its findings where they are now: the folder may have been moved. */
  public static Result found(Result result, Path folder) {
    return result.withFuzz(
        result.fuzz().stream().map(entry -> entry.withFiles(found(entry, folder))).toList());
  }

  private static Map<String, String> found(FuzzEntry entry, Path folder) {
    var places = new HashMap<String, String>();
    Path findings = folder.resolve("findings").resolve(FuzzRunner.name(entry.target()));
    for (FuzzEntry.Finding finding : entry.findings()) {
      Path file = findings.resolve(Path.of(finding.file()).getFileName().toString());
      if (Files.exists(file)) {
        places.put(finding.file(), file.toString());
      }
    }
    return places;
  }

  /** Copies the findings of {@code merged}; gives it with them where they are then. */
  public Result gather(Result merged) throws IOException {
    var entries = new ArrayList<FuzzEntry>();
    for (FuzzEntry entry : merged.fuzz()) {
      var places = new LinkedHashMap<String, String>();
      for (FuzzEntry.Finding finding : entry.findings()) {
        Path from = Path.of(finding.file());
        if (Files.exists(from)) {
          places.put(finding.file(), copy(from, entry).toString());
        }
      }
      entries.add(entry.withFiles(places));
    }
    return merged.withFuzz(entries);
  }

  private Path copy(Path from, FuzzEntry entry) throws IOException {
    Path folder = out.resolve("findings").resolve(FuzzRunner.name(entry.target()));
    Files.createDirectories(folder);
    String kind = from.getFileName().toString().replaceFirst("^\\d+-", "");
    int number = 1;
    Path to = folder.resolve("%03d-%s".formatted(number, kind));
    while (Files.exists(to)) {
      to = folder.resolve("%03d-%s".formatted(++number, kind));
    }
    String again = "# again: smtpspec replay " + to + " --target " + entry.target();
    String text = Files.readString(from);
    Files.writeString(to, text.replaceFirst("(?m)^# again: .*$", again.replace("$", "\\$")));
    return to;
  }

  /** Adds the coverage tables and the corpora of {@code folders}; says what they come to. */
  public List<String> addUp(List<Path> folders) throws IOException {
    var said = new ArrayList<String>();
    for (String name : names(folders, COVERAGE)) {
      var coverage = new Coverage();
      coverage.addTable(lines(folders, name));
      Files.write(out.resolve(name), coverage.table());
      said.add(name + ": " + coverage.size() + " cells");
    }
    for (String name : names(folders, CORPUS)) {
      said.add(name + ": " + addUpCorpora(folders, name).line().replace('\t', ' '));
    }
    return said;
  }

  private Roll addUpCorpora(List<Path> folders, String name) throws IOException {
    var corpus = new Corpus();
    Roll roll = Roll.EMPTY;
    for (Path folder : folders) {
      List<String> lines = lines(List.of(folder), name);
      corpus.add(Corpus.read(lines));
      if (!lines.isEmpty()) {
        roll = roll.and(Roll.of(lines.get(0).split("\t", -1)));
      }
    }
    Files.write(out.resolve(name), corpus.file(roll));
    return roll;
  }

  private static Set<String> names(List<Path> folders, String begin) throws IOException {
    var names = new TreeSet<String>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith(begin) && name.endsWith(".tsv"))
            .forEach(names::add);
      }
    }
    return names;
  }

  private static List<String> lines(List<Path> folders, String name) throws IOException {
    var lines = new ArrayList<String>();
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(name))) {
        lines.addAll(Files.readAllLines(folder.resolve(name)));
      }
    }
    return lines;
  }
}
