package org.smtpspec.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.TargetProvider.Known;

/**
 * The folders below {@code containers/} that have a target file, each a server.
 *
 * @param containers that folder
 */
record Recipes(Path containers) {
  /** The folder of the server {@code name}. */
  Path folder(String name) throws TargetException {
    Path folder = containers.resolve(name);
    if (!Files.isRegularFile(folder.resolve("target.yaml"))) {
      throw TargetException.usage(
          "no server '%s' in %s; there are %s"
              .formatted(
                  name,
                  containers,
                  folders().isEmpty()
                      ? "none"
                      : folders().stream()
                          .map(one -> one.getFileName().toString().replace("/", ""))
                          .collect(Collectors.joining(", "))));
    }
    return folder;
  }

  /** Every folder, its variants and settings; one that cannot be read says why. */
  List<Known> known() {
    var known = new ArrayList<Known>();
    for (Path folder : folders()) {
      String spec = "container:" + folder.getFileName().toString().replace("/", "");
      try {
        Keys about = Recipe.about(folder);
        known.add(new Known(spec, about.text("description").orElse("")));
        for (String key : List.of("variants", "settings")) {
          for (String variant : about.texts(key)) {
            known.add(new Known(spec + "@" + variant, aboutVariant(folder, variant)));
          }
        }
      } catch (TargetException e) {
        known.add(new Known(spec, String.valueOf(e.getMessage())));
      }
    }
    return known;
  }

  /** The names of the images that these folders make, each variant of each, as they are now. */
  Set<String> images() throws TargetException, IOException {
    var images = new HashSet<String>();
    for (Path source : folders()) {
      made(source).forEach(one -> images.add(one.image()));
    }
    return images;
  }

  /**
   * An image that a folder makes.
   *
   * @param server the folder's name
   * @param variant which of its variants
   * @param image the image's name
   * @param bases the images that its Dockerfile begins with
   */
  record Made(String server, String variant, String image, List<String> bases) {}

  /**
   * What the images of the folder {@code source} are built from: its files, and the jar of smtpspec
   * where its target file asks for it and there is one.
   */
  static Folder context(Path source) throws TargetException, IOException {
    Optional<String> name = Recipe.about(source).text(Recipe.JAR);
    Optional<Path> jar = OwnJar.path(source.resolveSibling("..").normalize());
    return name.isPresent() && jar.isPresent()
        ? Folder.with(source, name.get(), jar.get())
        : Folder.of(source);
  }

  /** The images that the folder {@code source} makes, as its files are now. */
  static List<Made> made(Path source) throws TargetException, IOException {
    var made = new ArrayList<Made>();
    String server = source.getFileName().toString().replace("/", "");
    List<String> variants = Recipe.about(source).texts("variants");
    try (Folder folder = context(source)) {
      for (String variant : variants.isEmpty() ? List.of(Choice.PLAIN) : variants) {
        Recipe recipe = Recipe.of(new Choice(source, variant), TargetOptions.none(source));
        RecipeImage image = RecipeImage.of(folder, server, variant, recipe);
        made.add(new Made(server, variant, image.name(), image.bases()));
      }
    }
    return made;
  }

  private static String aboutVariant(Path folder, String variant) throws TargetException {
    Path file = folder.resolve("variants").resolve(variant).resolve("variant.yaml");
    return Files.exists(file) ? Recipe.aboutVariant(file).text("description").orElse("") : "";
  }

  /** The folders, in the order of their names. */
  List<Path> folders() {
    if (!Files.isDirectory(containers)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(containers)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("target.yaml")))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
