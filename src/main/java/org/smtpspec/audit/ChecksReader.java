package org.smtpspec.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.smtpspec.sink.Zones;
import org.smtpspec.suite.Excerpt;
import org.smtpspec.suite.Item;
import org.smtpspec.suite.SuiteException;

/** Reads files of checks, strictly, as {@code containers/AUDIT.md} describes them. */
public final class ChecksReader {
  private static final List<String> CHECK =
      List.of("name", "title", "cite", "applies", "steps", "cleanup");
  private static final List<String> PREPARE = List.of("prepare", "user");
  private static final List<String> RUN =
      List.of("run", "user", "status", "prints", "lacks", "within", "failing");
  private static final List<String> TALK = List.of("talk", "start", "from", "failing");
  private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final int LONGEST = 60;

  private ChecksReader() {}

  /**
   * Reads {@code file}.
   *
   * @param shown its name in errors
   * @throws SuiteException the first error
   */
  public static List<Check> read(Path file, String shown) throws IOException, SuiteException {
    Item root = Item.read(file, shown, "checks");
    var names = new HashSet<String>();
    var checks = new ArrayList<Check>();
    for (Item item : root.need(root.map(List.of("checks")), "checks").list()) {
      Check check = check(item);
      if (!names.add(check.name())) {
        throw item.wrong("a second check '" + check.name() + "'", "each name once");
      }
      checks.add(check);
    }
    if (checks.isEmpty()) {
      throw root.wrong("no check", "one at least");
    }
    return List.copyOf(checks);
  }

  private static Check check(Item item) throws SuiteException {
    Map<String, Item> map = item.map(CHECK);
    Item name = item.need(map, "name");
    if (!name.text().matches(NAME)) {
      throw name.wrong("'" + name.text() + "'", "a name of lower case letters, digits, hyphens");
    }
    var steps = new ArrayList<Step>();
    for (Item step : item.need(map, "steps").list()) {
      steps.add(step(step));
    }
    if (steps.stream().allMatch(step -> step instanceof Step.Prepare)) {
      throw item.need(map, "steps").wrong("no step that can fail", "a 'run' or a 'talk'");
    }
    return new Check(
        name.text(),
        filled(item.need(map, "title")),
        filled(item.need(map, "cite")),
        map.containsKey("applies") ? Optional.of(condition(map.get("applies"))) : Optional.empty(),
        steps,
        map.containsKey("cleanup") ? Optional.of(filled(map.get("cleanup"))) : Optional.empty());
  }

  private static Check.Condition condition(Item item) throws SuiteException {
    Map<String, Item> map = item.map(List.of("run", "otherwise"));
    return new Check.Condition(filled(item.need(map, "run")), filled(item.need(map, "otherwise")));
  }

  private static Step step(Item item) throws SuiteException {
    Map<String, Item> all = item.map();
    List<String> kinds =
        List.of("prepare", "run", "talk").stream().filter(all::containsKey).toList();
    if (kinds.size() != 1) {
      throw item.wrong(
          kinds.isEmpty() ? "no kind of step" : String.join(" and ", kinds),
          "one of prepare, run, talk");
    }
    return switch (kinds.get(0)) {
      case "prepare" -> prepare(item.map(PREPARE));
      case "run" -> run(item.map(RUN));
      default -> talk(item.map(TALK));
    };
  }

  private static Step prepare(Map<String, Item> map) throws SuiteException {
    return new Step.Prepare(filled(map.get("prepare")), user(map));
  }

  private static Step run(Map<String, Item> map) throws SuiteException {
    return new Step.Run(
        filled(map.get("run")),
        user(map),
        status(map),
        regexp(map, "prints"),
        regexp(map, "lacks"),
        within(map),
        text(map, "failing"));
  }

  private static Step talk(Map<String, Item> map) throws SuiteException {
    String from = text(map, "from");
    if (!from.isEmpty()
        && Zones.load().vantages().stream().noneMatch(each -> each.word().equals(from))) {
      throw map.get("from").wrong("unknown vantage '" + from + "'", "inside, outside or listed");
    }
    filled(map.get("talk"));
    return new Step.Talk(
        Excerpt.read(map.get("talk"), Optional.ofNullable(map.get("start"))),
        from.isEmpty() ? "outside" : from,
        text(map, "failing"));
  }

  private static String user(Map<String, Item> map) throws SuiteException {
    String user = text(map, "user");
    if (!user.matches("([a-z_][a-z0-9_-]*)?")) {
      throw map.get("user").wrong("'" + user + "'", "the name of a user");
    }
    return user.isEmpty() ? "root" : user;
  }

  private static OptionalInt status(Map<String, Item> map) throws SuiteException {
    String status = map.containsKey("status") ? map.get("status").text() : "0";
    if (status.equals("any")) {
      return OptionalInt.empty();
    }
    if (!status.matches("\\d{1,3}")) {
      throw map.get("status").wrong("'" + status + "'", "an exit status, or any");
    }
    return OptionalInt.of(Integer.parseInt(status));
  }

  private static Optional<Pattern> regexp(Map<String, Item> map, String key) throws SuiteException {
    if (!map.containsKey(key)) {
      return Optional.empty();
    }
    String text = filled(map.get(key));
    try {
      return Optional.of(Pattern.compile(text, Pattern.MULTILINE));
    } catch (PatternSyntaxException e) {
      throw map.get(key).wrong("/" + text + "/: " + e.getDescription(), "a regexp");
    }
  }

  private static Duration within(Map<String, Item> map) throws SuiteException {
    String text = map.containsKey("within") ? map.get("within").text() : "0s";
    if (!text.matches("\\d{1,2}s") || seconds(text) > LONGEST) {
      throw map.get("within").wrong("'" + text + "'", "a time of at most " + LONGEST + "s");
    }
    return Duration.ofSeconds(seconds(text));
  }

  private static int seconds(String text) {
    return Integer.parseInt(text.substring(0, text.length() - 1));
  }

  private static String text(Map<String, Item> map, String key) throws SuiteException {
    return map.containsKey(key) ? filled(map.get(key)) : "";
  }

  private static String filled(Item item) throws SuiteException {
    String text = item.text();
    if (text.isBlank()) {
      throw item.wrong("nothing", "text");
    }
    return text;
  }
}
