package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.TargetProvider;

/**
 * Targets in containers: {@code container:NAME}, {@code container:NAME@VARIANT}, {@code
 * image:REPO/NAME:TAG}, {@code dockerfile:PATH}. Each is started in a lab of its own that is
 * reached on loopback only and removed when it is closed.
 */
public final class ContainerTargets implements TargetProvider {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerTargets.class);

  /** For the service loader. */
  public ContainerTargets() {}

  @Override
  public boolean accepts(String spec) {
    return Spec.isMeant(spec);
  }

  @Override
  public List<Known> known() {
    var known = new ArrayList<Known>();
    known.addAll(servers());
    known.add(new Known("image:REPO/NAME:TAG", "somebody's image; facts from --target-file"));
    known.add(new Known("dockerfile:PATH", "built first; facts from --target-file"));
    return List.copyOf(known);
  }

  /** Looks for the engine meanwhile, which takes a second. */
  @Override
  public void check(String spec, TargetOptions options) throws TargetException {
    recipe(Spec.parse(spec), options);
    Engine.look();
  }

  @Override
  public List<String> settings(String spec, TargetOptions options) throws TargetException {
    if (!(Spec.parse(spec) instanceof Spec.Folder folder)) {
      return List.of();
    }
    Path source = new Recipes(options.home().resolve("containers")).folder(folder.name());
    if (!Choice.of(source, folder.variant()).settings().isEmpty()) {
      return List.of();
    }
    String before = spec + (folder.variant().isPresent() ? "," : "@");
    return Choice.settings(source, folder.variant()).stream().map(before::concat).toList();
  }

  @Override
  public Target start(String spec, TargetOptions options) throws TargetException {
    return start(spec, options, Labels.passing());
  }

  /** The same, with {@code labels} on all that is made. */
  ContainerTarget start(String spec, TargetOptions options, Map<String, String> labels)
      throws TargetException {
    Spec parsed = Spec.parse(spec);
    var phases = new Phases();
    try {
      Recipe recipe = recipe(parsed, options);
      DockerClient client = Engine.client();
      phases.end("engine");
      Made image = image(client, parsed, recipe, options);
      String around = LabImage.need(client, options.home());
      phases.end("images");
      var provenance = Provenance.of(new Images(client), image.name(), image.bases());
      return new Launch(client, spec, recipe, phases)
          .start(around, image.name(), provenance, labels);
    } catch (IOException e) {
      throw TargetException.failure(spec + " cannot be read: " + e.getMessage(), List.of(), e);
    }
  }

  private static Recipe recipe(Spec spec, TargetOptions options) throws TargetException {
    if (spec instanceof Spec.Folder folder) {
      Path source = new Recipes(options.home().resolve("containers")).folder(folder.name());
      return Recipe.of(Choice.of(source, folder.variant()), options);
    } else if (spec instanceof Spec.Dockerfile file && !Files.isRegularFile(file.file())) {
      throw TargetException.usage(
          "target 'dockerfile:" + file.path() + "': there is no file " + file.file());
    }
    return Recipe.of(options);
  }

  /**
   * An image that the engine has.
   *
   * @param bases that its Dockerfile begins with, where we have that
   */
  private record Made(String name, List<String> bases) {}

  /** The image that {@code spec} asks for, which the engine has then. */
  private static Made image(DockerClient client, Spec spec, Recipe recipe, TargetOptions options)
      throws TargetException, IOException {
    var images = new Images(client);
    if (spec instanceof Spec.Folder asked) {
      String given = options.images().get(asked.name());
      if (given == null) {
        return built(images, asked, recipe, options);
      }
      images.need(given);
      return new Made(given, List.of());
    } else if (spec instanceof Spec.Dockerfile asked) {
      Path file = asked.file();
      // Always built: it is work in progress, and the engine knows best what has changed.
      images.build(image(file), file.getParent(), file, recipe.buildArgs());
      return new Made(image(file), Bases.of(Files.readAllLines(file), recipe.buildArgs()));
    }
    String name = ((Spec.Image) spec).name();
    images.need(name);
    return new Made(name, List.of());
  }

  private static Made built(Images images, Spec.Folder asked, Recipe recipe, TargetOptions options)
      throws TargetException, IOException {
    Path source = new Recipes(options.home().resolve("containers")).folder(asked.name());
    try (Folder folder = Recipes.context(source)) {
      Optional<String> jar = Recipe.about(source).text(Recipe.JAR);
      if (jar.isPresent() && !Files.exists(folder.path().resolve(jar.get()))) {
        throw TargetException.failure(
            asked.name() + " has smtpspec's jar in it, which is not built; ./smtpspec builds it",
            List.of(),
            null);
      }
      String variant = Choice.of(source, asked.variant()).variant();
      var image = RecipeImage.of(folder, asked.name(), variant, recipe);
      images.need(image.name(), folder.path(), image.dockerfile(), image.arguments());
      return new Made(image.name(), image.bases());
    } catch (TargetException e) {
      throw TargetException.failure(
          "%s; --image %s=IMAGE takes one that you have".formatted(e.getMessage(), asked.name()),
          e.log(),
          e);
    }
  }

  /** The name of the image that is built from {@code dockerfile}: one for each place. */
  static String image(Path dockerfile) {
    return "smtpspec/dockerfile:%08x".formatted(dockerfile.toAbsolutePath().hashCode());
  }

  /** The servers where no option says which: those of the checkout, or those in the jar. */
  private static List<Known> servers() {
    String home = System.getProperty("smtpspec.home", "");
    URL packed = ContainerTargets.class.getResource("/containers");
    if (!home.isEmpty()) {
      return new Recipes(Path.of(home, "containers")).known();
    } else if (packed == null) {
      return List.of();
    }
    URI uri = URI.create(packed.toString());
    try {
      return new Recipes(Path.of(uri)).known();
    } catch (FileSystemNotFoundException e) {
      return inJar(uri);
    }
  }

  private static List<Known> inJar(URI uri) {
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      return new Recipes(jar.getPath("/containers")).known();
    } catch (IOException e) {
      LOG.warn("the servers in {} cannot be read: {}", uri, e.getMessage());
      return List.of();
    }
  }
}
