package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one property fared on one target.
 *
 * @param target the id of the target
 * @param property the name of the property
 * @param tries how many generated inputs it was tried on
 * @param sequences how many dialogues were played for that
 * @param seconds how long it took
 * @param throttled in how many of them the server turned us away, put us off or slowed us down
 * @param rest milliseconds that were waited between two sessions at the end for its sake
 * @param findings what broke it, shrunk and saved
 */
@JsonPropertyOrder({
  "target",
  "property",
  "tries",
  "sequences",
  "seconds",
  "throttled",
  "rest",
  "findings"
})
public record FuzzEntry(
    String target,
    String property,
    long tries,
    long sequences,
    double seconds,
    long throttled,
    long rest,
    List<Finding> findings) {

  /** Copies the findings. */
  public FuzzEntry {
    target = Printable.required(target, "target");
    property = Printable.required(property, "property");
    seconds = Printable.millis(seconds);
    findings = findings == null ? List.of() : List.copyOf(findings);
  }

  /** How it fared on a target that did not throttle. */
  public FuzzEntry(
      String target,
      String property,
      long tries,
      long sequences,
      double seconds,
      List<Finding> findings) {
    this(target, property, tries, sequences, seconds, 0, 0, findings);
  }

  /** Whether there was still a rest between two sessions at the end. */
  public boolean slowed() {
    return rest > 0;
  }

  /** This with what another share of the same campaign has found; equal findings are one. */
  FuzzEntry and(FuzzEntry other) {
    Map<String, Finding> all = new LinkedHashMap<>();
    findings.forEach(one -> all.merge(one.summary(), one, Finding::and));
    other.findings.forEach(one -> all.merge(one.summary(), one, Finding::and));
    return new FuzzEntry(
        target,
        property,
        tries + other.tries,
        sequences + other.sequences,
        seconds + other.seconds,
        throttled + other.throttled,
        Math.max(rest, other.rest),
        List.copyOf(all.values()));
  }

  /** The same with its findings at other places. */
  public FuzzEntry withFiles(Map<String, String> moved) {
    List<Finding> there =
        findings.stream()
            .map(
                one ->
                    new Finding(
                        moved.getOrDefault(one.file(), one.file()),
                        one.summary(),
                        one.count(),
                        one.rate()))
            .toList();
    return new FuzzEntry(target, property, tries, sequences, seconds, throttled, rest, there);
  }

  /**
   * An input that broke the property.
   *
   * @param file the dialogue, as a suite file
   * @param summary what happened, in a line; findings with the same are the same
   * @param count how many inputs met it
   * @param rate in how many of how many replays it showed, as 2/5; empty when in all
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonPropertyOrder({"file", "summary", "count", "rate"})
  public record Finding(String file, String summary, long count, String rate) {
    /** Escapes what came from outside. */
    public Finding {
      file = Printable.orEmpty(file);
      summary = Printable.orEmpty(summary);
      rate = Printable.orEmpty(rate);
      count = Math.max(1, count);
    }

    /** One that was met once, and shows every time. */
    public Finding(String file, String summary) {
      this(file, summary, 1, "");
    }

    private Finding and(Finding other) {
      return new Finding(file, summary, count + other.count, rate);
    }
  }
}
