package org.smtpspec.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.smtpspec.target.TargetException;

/**
 * What of a server's folder is started: one of its variants, which is an image, and any of its
 * settings, which are laid over the image when its container is made.
 *
 * @param folder with a target.yaml
 * @param variant the folder below {@code variants/} that the image is built with
 * @param settings the folders below {@code variants/} that are laid over it, in this order
 */
record Choice(Path folder, String variant, List<String> settings) {
  /** The variant of a folder that names none. */
  static final String PLAIN = "plain";

  /** Copies the list. */
  Choice {
    settings = List.copyOf(settings);
  }

  /** That of {@code variant} alone. */
  Choice(Path folder, String variant) {
    this(folder, variant, List.of());
  }

  /**
   * What {@code asked} asks for: names with a comma between them, at most one of them a variant.
   */
  static Choice of(Path folder, Optional<String> asked) throws TargetException {
    Keys about = Recipe.about(folder);
    List<String> variants = about.texts("variants");
    List<String> known = about.texts("settings");
    var images = new ArrayList<String>();
    var settings = new ArrayList<String>();
    for (String name : asked.map(text -> List.of(text.split(","))).orElse(List.of())) {
      if (variants.contains(name)) {
        images.add(name);
      } else if (known.contains(name)) {
        settings.add(name);
      } else {
        throw unknown(folder, name, Stream.of(variants, known).flatMap(List::stream).toList());
      }
    }
    if (images.size() > 1) {
      throw TargetException.usage(
          "%s: %s are images, and a server has one"
              .formatted(folder, String.join(" and ", images)));
    }
    lay(folder, settings, images);
    return new Choice(folder, images.isEmpty() ? first(about, variants) : images.get(0), settings);
  }

  /** Adds to {@code images} the one variant that some of {@code settings} can be laid over. */
  private static void lay(Path folder, List<String> settings, List<String> images)
      throws TargetException {
    for (String setting : settings) {
      Optional<String> over = over(folder, setting);
      if (over.isPresent() && images.isEmpty()) {
        images.add(over.get());
      } else if (over.isPresent() && !images.contains(over.get())) {
        throw TargetException.usage(
            "%s: %s goes over %s alone".formatted(folder, setting, over.get()));
      }
    }
  }

  /** The one variant that {@code setting} can be laid over, if it says so. */
  private static Optional<String> over(Path folder, String setting) throws TargetException {
    Path file = folder.resolve("variants").resolve(setting).resolve("variant.yaml");
    return Files.exists(file) ? Recipe.aboutVariant(file).text("over") : Optional.empty();
  }

  /** The settings of {@code folder} that can stand beside {@code variant}, if one is named. */
  static List<String> settings(Path folder, Optional<String> variant) throws TargetException {
    var fitting = new ArrayList<String>();
    for (String setting : Recipe.about(folder).texts("settings")) {
      Optional<String> over = over(folder, setting);
      if (variant.isEmpty() || over.isEmpty() || over.equals(variant)) {
        fitting.add(setting);
      }
    }
    return fitting;
  }

  private static TargetException unknown(Path folder, String name, List<String> known) {
    return TargetException.usage(
        "%s has no variant '%s'; it has %s"
            .formatted(folder, name, known.isEmpty() ? "none" : String.join(", ", known)));
  }

  /** The variant that is meant when none is named. */
  private static String first(Keys about, List<String> variants) throws TargetException {
    Optional<String> named =
        Optional.ofNullable(about.read().all().get("default")).map(node -> node.asText());
    if (named.isPresent() && !variants.contains(named.get())) {
      throw about.wrong("default", "one of the variants " + variants);
    }
    return named.or(() -> variants.stream().findFirst()).orElse(PLAIN);
  }

  /** The files that say what changes, from below; not all of them need exist. */
  List<Path> changes() {
    return Stream.concat(Stream.of(variant), settings.stream())
        .map(name -> variants().resolve(name).resolve("variant.yaml"))
        .toList();
  }

  /** What is laid over the image: the settings, and over them what somebody {@code brings}. */
  Configuration configuration(Optional<Path> brings) {
    List<Path> laid =
        Stream.concat(settings.stream().map(variants()::resolve), brings.stream()).toList();
    return laid.isEmpty()
        ? Configuration.NONE
        : new Configuration(
            Stream.concat(Stream.of(folder.resolve(Configuration.SCRIPT)), laid.stream()).toList());
  }

  private Path variants() {
    return folder.resolve("variants");
  }
}
