package org.smtpspec.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.smtpspec.suite.Item;
import org.smtpspec.suite.SuiteException;

/** Reads relay policies, as {@code suites/relay/FORMAT.md} describes them. */
public final class PolicyReader {
  private static final String ENDING = ".yaml";
  private static final Expectation NONE = new Expectation(List.of());

  private final Forms forms;

  /** A reader for policies that may name {@code forms}. */
  public PolicyReader(Forms forms) {
    this.forms = forms;
  }

  /**
   * Reads {@code file}.
   *
   * @param shown its name in errors
   * @throws SuiteException the first error
   */
  public Policy read(Path file, String shown) throws IOException, SuiteException {
    Item root = Item.read(file, shown, "a relay policy");
    Map<String, Item> map = root.map(List.of("title", "forms", "cells", "rules"));
    String title = root.need(map, "title").text();
    Forms known = map.containsKey("forms") ? forms.with(own(map.get("forms"))) : forms;
    List<Cell> cells = cells(root.need(map, "cells"), known);
    List<Rule> rules = new ArrayList<>();
    for (Item item : root.need(map, "rules").list()) {
      rules.add(Rule.read(item, known));
    }
    for (Rule rule : rules) {
      if (cells.stream().noneMatch(rule::meets)) {
        throw rule.item().wrong("a rule that no cell meets", "one about cells that are tried");
      }
    }
    var decided = new ArrayList<Cell>();
    for (Cell cell : cells) {
      decided.add(decided(cell, rules, map.get("rules")));
    }
    return new Policy(title, shown, decided);
  }

  /** Whether {@code file} is called as policies are. */
  public static boolean isPolicy(Path file) {
    return file.toString().endsWith(ENDING);
  }

  /** The policies in {@code folder} and below, in the order of their names; none without it. */
  public static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(PolicyReader::isPolicy).sorted().toList();
    }
  }

  /**
   * Reads every policy in {@code folder} and below.
   *
   * @param shown the folder's name in errors
   * @return by the names of their files, without the ending
   * @throws SuiteException the first error
   */
  public Map<String, Policy> all(Path folder, String shown) throws IOException, SuiteException {
    Map<String, Policy> policies = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString();
      String plain = name.substring(0, name.length() - ENDING.length());
      policies.put(plain, read(file, shown + "/" + name));
    }
    return policies;
  }

  private List<Form> own(Item item) throws SuiteException {
    Map<String, Item> map = item.map(List.of("senders", "recipients"));
    var own = new ArrayList<Form>();
    for (Form.Kind kind : Form.Kind.values()) {
      Item some = map.get(kind.word() + "s");
      Map<String, Item> each = some == null ? Map.of() : some.map();
      for (Map.Entry<String, Item> entry : each.entrySet()) {
        own.add(own(kind, entry.getKey(), entry.getValue()));
      }
    }
    return own;
  }

  private Form own(Form.Kind kind, String name, Item argument) throws SuiteException {
    boolean taken =
        name.equals("all")
            || name.equals("own")
            || forms.of(kind).stream()
                .anyMatch(form -> form.name().equals(name) || form.groups().contains(name));
    if (taken || !name.matches("[a-z0-9][a-z0-9-]*")) {
      throw argument.wrong(
          kind.word() + " '" + name + "'", "a new name of lower case letters, digits and hyphens");
    }
    var form = new Form(kind, name, List.of("own"), "-", argument.text(), "own form");
    Optional<String> fault = FormCheck.fault(form);
    if (fault.isPresent()) {
      throw argument.wrong("'" + argument.text() + "'", fault.get());
    }
    return form;
  }

  private static List<Cell> cells(Item item, Forms known) throws SuiteException {
    var cells = new LinkedHashMap<String, Cell>();
    for (Item product : item.list()) {
      Map<String, Item> map = product.map(Selection.KEYS);
      product.need(map, "senders");
      product.need(map, "recipients");
      Selection chosen = Selection.read(map, known);
      var vantages = map.containsKey("vantages") ? chosen.vantages().keySet() : List.of("outside");
      var sessions =
          map.containsKey("sessions") ? chosen.sessions().keySet() : List.of(Manner.EHLO);
      for (String vantage : vantages) {
        for (Manner manner : sessions) {
          for (Form sender : chosen.senders().keySet()) {
            for (Form recipient : chosen.recipients().keySet()) {
              var cell = new Cell(vantage, manner, sender, recipient, NONE);
              cells.putIfAbsent(cell.words(), cell);
            }
          }
        }
      }
    }
    return List.copyOf(cells.values());
  }

  /** The cell with what the most specific rules expect of it. */
  private static Cell decided(Cell cell, List<Rule> rules, Item all) throws SuiteException {
    List<Rule> about = rules.stream().filter(rule -> rule.meets(cell)).toList();
    List<Rule> most =
        about.stream()
            .filter(rule -> about.stream().noneMatch(other -> other.isMoreSpecific(rule, cell)))
            .toList();
    if (most.isEmpty()) {
      throw all.wrong("no rule about " + cell.words(), "one; 'expect: any' only shows it");
    }
    Rule first = most.get(0);
    for (Rule other : most) {
      if (!other.expectation().equals(first.expectation())) {
        throw other
            .item()
            .wrong(
                "'%s' for %s".formatted(other.expectation().words(), cell.words()),
                "'%s', as the rule in line %d says, or one that is more specific than both"
                    .formatted(first.expectation().words(), first.item().line()));
      }
    }
    return new Cell(
        cell.vantage(), cell.manner(), cell.sender(), cell.recipient(), first.expectation());
  }
}
