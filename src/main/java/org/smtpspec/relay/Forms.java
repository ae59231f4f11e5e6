package org.smtpspec.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smtpspec.suite.SuiteException;

/** The senders and recipients that a policy can name, in the order of {@code forms.tsv}. */
public record Forms(List<Form> all) {
  static final String FILE = "forms.tsv";
  private static final int COLUMNS = 6;

  /** Copies the list. */
  public Forms {
    all = List.copyOf(all);
  }

  /** Reads {@code forms.tsv} in {@code folder}. */
  public static Forms load(Path folder) throws IOException, SuiteException {
    Path file = folder.resolve(FILE);
    String shown = "suites/relay/" + FILE;
    var forms = new ArrayList<Form>();
    List<String> lines = lines(file, shown);
    for (int i = 1; i < lines.size(); i++) {
      forms.add(form(lines.get(i), shown, i + 1));
    }
    return new Forms(forms);
  }

  private static List<String> lines(Path file, String shown) throws IOException, SuiteException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new SuiteException(shown, 1, 1, "no such file", "the forms of relay probes");
    }
  }

  private static Form form(String line, String file, int number) throws SuiteException {
    String[] cells = line.split("\t", -1);
    Optional<Form.Kind> kind = Form.Kind.named(cells[0]);
    if (cells.length != COLUMNS || kind.isEmpty()) {
      throw new SuiteException(
          file, number, 1, "'" + line + "'", "kind, name, groups, item, argument, about");
    }
    List<String> groups = cells[2].equals("-") ? List.of() : List.of(cells[2].split(" "));
    var form = new Form(kind.get(), cells[1], groups, cells[3], cells[4], cells[5]);
    Optional<String> fault = FormCheck.fault(form);
    if (fault.isPresent()) {
      throw new SuiteException(file, number, 1, cells[4], fault.get());
    }
    return form;
  }

  /** Those of one kind. */
  List<Form> of(Form.Kind kind) {
    return all.stream().filter(form -> form.kind() == kind).toList();
  }

  /** These and {@code more}. */
  Forms with(List<Form> more) {
    var both = new ArrayList<>(all);
    both.addAll(more);
    return new Forms(both);
  }

  /** The one of that kind and name. */
  public Optional<Form> find(Form.Kind kind, String name) {
    return of(kind).stream().filter(form -> form.name().equals(name)).findFirst();
  }
}
