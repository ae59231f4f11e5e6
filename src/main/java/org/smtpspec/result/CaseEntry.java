package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One case, and what each target did in it.
 *
 * @param id permanent, as {@code rfc5321/3.3/rcpt-before-mail[local]}
 * @param suite the folder that groups it, as {@code rfc5321/3.3}
 * @param title the rule in a line
 * @param level how strongly the rule binds
 * @param cite the citations, as {@code rfc821#4.1.1} or {@code erratum:1234}
 * @param rules the ids in the requirement catalogue, as {@code RFC821-4.1.1-HELO-01}
 * @param topic the catalogue's word for what it is about, as {@code HELO}
 * @param file where it is written
 * @param results one verdict a target, in the order of the targets
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"id", "suite", "title", "level", "cite", "rules", "topic", "file", "results"})
public record CaseEntry(
    String id,
    String suite,
    String title,
    Level level,
    List<String> cite,
    List<String> rules,
    String topic,
    String file,
    @JsonProperty @JsonInclude(JsonInclude.Include.ALWAYS) List<TargetVerdict> results) {

  /** Copies the lists, and makes what is absent empty. */
  public CaseEntry {
    id = Printable.required(id, "case.id");
    suite = Printable.orEmpty(suite);
    title = Printable.orEmpty(title);
    if (level == null) {
      throw new IllegalArgumentException("'level' is missing");
    }
    cite = Printable.list(cite);
    rules = Printable.list(rules);
    topic = Printable.orEmpty(topic);
    file = Printable.orEmpty(file);
    results = results == null ? List.of() : List.copyOf(results);
  }

  /** A case that no target has played yet. */
  public static CaseEntry of(
      String id,
      String suite,
      String title,
      Level level,
      List<String> cite,
      List<String> rules,
      String topic,
      String file) {
    return new CaseEntry(id, suite, title, level, cite, rules, topic, file, List.of());
  }

  /** The same case with these verdicts. */
  public CaseEntry withResults(List<TargetVerdict> verdicts) {
    return new CaseEntry(id, suite, title, level, cite, rules, topic, file, verdicts);
  }

  /** The same case with the verdict in place of an earlier one on the same target. */
  public CaseEntry with(TargetVerdict verdict) {
    List<TargetVerdict> verdicts = new ArrayList<>(results);
    verdicts.removeIf(earlier -> earlier.target().equals(verdict.target()));
    verdicts.add(verdict);
    return withResults(verdicts);
  }

  /** The verdict on the target, if it has played the case. */
  public Optional<TargetVerdict> verdictOn(String target) {
    return results.stream().filter(verdict -> verdict.target().equals(target)).findFirst();
  }

  /** The level that the verdict is under: its own, or else that of the case. */
  public Level levelFor(TargetVerdict verdict) {
    return verdict.level().orElse(level);
  }

  /**
   * Whether the targets disagree, in outcome or in reply code. One that the case says nothing about
   * does not disagree.
   */
  public boolean differs() {
    return Contrast.of(this).groups().size() > 1;
  }
}
