package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * How one property fared on one target.
 *
 * @param target the id of the target
 * @param property the name of the property
 * @param tries how many generated inputs it was tried on
 * @param sequences how many dialogues were played for that
 * @param seconds how long it took
 * @param findings what broke it, shrunk and saved
 */
@JsonPropertyOrder({"target", "property", "tries", "sequences", "seconds", "findings"})
public record FuzzEntry(
    String target,
    String property,
    long tries,
    long sequences,
    double seconds,
    List<Finding> findings) {

  /** Copies the findings. */
  public FuzzEntry {
    target = Printable.required(target, "target");
    property = Printable.required(property, "property");
    seconds = Printable.millis(seconds);
    findings = findings == null ? List.of() : List.copyOf(findings);
  }

  /**
   * An input that broke the property.
   *
   * @param file the dialogue, as a suite file
   * @param summary what happened, in a line
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonPropertyOrder({"file", "summary"})
  public record Finding(String file, String summary) {
    /** Escapes what came from outside. */
    public Finding {
      file = Printable.orEmpty(file);
      summary = Printable.orEmpty(summary);
    }
  }
}
