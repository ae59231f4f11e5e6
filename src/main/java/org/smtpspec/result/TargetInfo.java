package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What is known of a target. All but the id may be empty, and may become known during the run.
 *
 * @param id names the target in the verdicts
 * @param spec what the command line said, such as {@code container:postfix}
 * @param software name and version
 * @param image the container image, by digest
 * @param base the image that it was built from, by digest
 * @param packages all that are installed in the container, each by name and version
 * @param banner the greeting, escaped
 * @param capabilities the EHLO keywords with their parameters, escaped
 * @param ready milliseconds from its start to its first greeting; 0 if not known
 * @param ran milliseconds from its first case to its last; 0 if not known
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "id",
  "spec",
  "software",
  "image",
  "base",
  "packages",
  "banner",
  "capabilities",
  "ready",
  "ran"
})
public record TargetInfo(
    String id,
    String spec,
    String software,
    String image,
    String base,
    List<String> packages,
    String banner,
    List<String> capabilities,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) double ready,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) double ran) {

  private static final String CONTAINER = "container:";

  /** Escapes what came from outside, and makes what is absent empty. */
  public TargetInfo {
    id = Printable.required(id, "target.id");
    spec = Printable.orEmpty(spec);
    software = Printable.orEmpty(software);
    image = Printable.orEmpty(image);
    base = Printable.orEmpty(base);
    packages = Printable.list(packages);
    banner = Printable.orEmpty(banner);
    capabilities = Printable.list(capabilities);
    ready = Printable.millis(ready);
    ran = Printable.millis(ran);
  }

  /** A target whose origin and times are not known. */
  public TargetInfo(
      String id,
      String spec,
      String software,
      String image,
      String banner,
      List<String> capabilities) {
    this(id, spec, software, image, "", List.of(), banner, capabilities, 0, 0);
  }

  /** A target of which only the specification is known yet. */
  public static TargetInfo of(String id, String spec) {
    return new TargetInfo(id, spec, "", "", "", List.of());
  }

  /** The same target with what {@code newer} knows in addition or anew. */
  public TargetInfo updatedBy(TargetInfo newer) {
    return new TargetInfo(
        id,
        newer(spec, newer.spec),
        newer(software, newer.software),
        newer(image, newer.image),
        newer(base, newer.base),
        newer.packages.isEmpty() ? packages : newer.packages,
        newer(banner, newer.banner),
        newer.capabilities.isEmpty() ? capabilities : newer.capabilities,
        newer.ready > 0 ? newer.ready : ready,
        newer.ran > 0 ? newer.ran : ran);
  }

  /** The same target with what its phases took, in milliseconds. */
  public TargetInfo withTimes(double newReady, double newRan) {
    return new TargetInfo(
        id, spec, software, image, base, packages, banner, capabilities, newReady, newRan);
  }

  /** The same target with what it was made of. */
  public TargetInfo withOrigin(String newBase, List<String> newPackages) {
    return new TargetInfo(
        id, spec, software, image, newBase, newPackages, banner, capabilities, ready, ran);
  }

  /**
   * The packages that bear the software's name, the one with the shortest name first; without a
   * name that is told, none.
   */
  public List<String> ownPackages() {
    String word = software.split(" ", 2)[0].toLowerCase(Locale.ROOT);
    return packages.stream()
        .filter(one -> !word.isEmpty() && one.split(" ", 2)[0].contains(word))
        .sorted(Comparator.comparingInt((String one) -> one.indexOf(' ')).thenComparing(one -> one))
        .toList();
  }

  /** The name in short: what the kind adds before it says nothing beside others of its kind. */
  public String label() {
    return id.startsWith(CONTAINER) ? id.substring(CONTAINER.length()) : id;
  }

  private static String newer(String before, String after) {
    return after.isEmpty() ? before : after;
  }
}
