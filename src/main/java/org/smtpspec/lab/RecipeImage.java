package org.smtpspec.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The image of a recipe.
 *
 * @param name tells server, variant, and by a digest what it is made of
 * @param dockerfile the variant's own, or that of all
 * @param arguments for it
 */
record RecipeImage(String name, Path dockerfile, Map<String, String> arguments) {
  /** Says how the server is looked at, not how it is made. */
  private static final Path AUDIT = Path.of("audit.yaml");

  /** That of {@code variant} of {@code server}, whose files are in {@code folder}. */
  static RecipeImage of(Folder folder, String server, String variant, Recipe recipe)
      throws IOException {
    Path own = folder.path().resolve("variants").resolve(variant).resolve("Dockerfile");
    Path dockerfile = Files.exists(own) ? own : folder.path().resolve("Dockerfile");
    BuildArguments arguments = BuildArguments.of(recipe, dockerfile, variant);
    Path variants = Path.of("variants");
    String digest =
        folder.digest(
            arguments.own(),
            file ->
                !file.equals(AUDIT)
                    && (!file.startsWith(variants) || file.startsWith(variants.resolve(variant))));
    String name = "smtpspec/%s:%s-%s".formatted(server, variant, digest);
    return new RecipeImage(name, dockerfile, arguments.all());
  }

  /** The images that its Dockerfile begins with. */
  List<String> bases() throws IOException {
    return Bases.of(Files.readAllLines(dockerfile), arguments);
  }
}
