package org.smtpspec.target;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** All kinds of targets that are on the class path. */
public final class Targets {
  private static final Pattern HOST_AND_PORT = Pattern.compile("[^/@]+:\\d{1,5}");

  private final List<TargetProvider> providers = new ArrayList<>();

  /** Finds the providers. */
  public Targets() {
    ServiceLoader.load(TargetProvider.class).forEach(providers::add);
  }

  /**
   * Starts the target that {@code spec} names.
   *
   * @throws TargetException when there is no such kind of target, or it does not start
   */
  public Target start(String spec, TargetOptions options) throws TargetException {
    return provider(spec).start(spec, options);
  }

  /**
   * Checks that {@code spec} is of a kind that exists, and what else can be told without starting
   * it.
   *
   * @throws TargetException when the user asked for something that cannot be
   */
  public void check(String spec, TargetOptions options) throws TargetException {
    provider(spec).check(spec, options);
  }

  /** What {@link TargetProvider#settings} says of {@code spec}. */
  public List<String> settings(String spec, TargetOptions options) throws TargetException {
    return provider(spec).settings(spec, options);
  }

  private TargetProvider provider(String spec) throws TargetException {
    return providers.stream()
        .filter(provider -> provider.accepts(spec))
        .findFirst()
        .orElseThrow(
            () ->
                TargetException.usage(
                    "unknown target '%s'%s; there are %s; 'list targets' names all their settings"
                        .formatted(spec, meant(spec), String.join(", ", servers()))));
  }

  private static String meant(String spec) {
    return HOST_AND_PORT.matcher(spec).matches()
        ? " (for a running server: smtp://" + spec + ")"
        : "";
  }

  /** The specifications without settings. */
  private List<String> servers() {
    return known().stream()
        .map(TargetProvider.Known::spec)
        .filter(spec -> spec.indexOf('@') < 0)
        .toList();
  }

  /** Every specification that can be given. */
  public List<TargetProvider.Known> known() {
    return providers.stream().flatMap(provider -> provider.known().stream()).toList();
  }
}
