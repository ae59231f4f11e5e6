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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @Override
  public Target start(String spec, TargetOptions options) throws TargetException {
    try {
      Spec parsed = Spec.parse(spec);
      if (parsed instanceof Spec.Folder folder) {
        return startFolder(spec, folder, options);
      } else if (parsed instanceof Spec.Dockerfile file) {
        return startDockerfile(spec, file.path(), options);
      }
      return startImage(spec, ((Spec.Image) parsed).name(), options);
    } catch (IOException e) {
      throw TargetException.failure(spec + " cannot be read: " + e.getMessage(), List.of(), e);
    }
  }

  private static Target startFolder(String spec, Spec.Folder asked, TargetOptions options)
      throws TargetException, IOException {
    Path source = new Recipes(options.home().resolve("containers")).folder(asked.name());
    String variant = Recipes.variant(source, asked.variant());
    Recipe recipe = Recipe.of(source, variant, options);
    DockerClient client = Engine.client();
    try (Folder folder = Folder.of(source)) {
      Path own = folder.path().resolve("variants").resolve(variant).resolve("Dockerfile");
      Path dockerfile = Files.exists(own) ? own : folder.path().resolve("Dockerfile");
      Map<String, String> arguments = arguments(recipe, dockerfile, variant);
      String image = "smtpspec/%s:%s-%s".formatted(asked.name(), variant, folder.digest(arguments));
      new Images(client).need(image, folder.path(), dockerfile, arguments);
      return run(spec, image, recipe, options, client);
    }
  }

  /** One Dockerfile may serve all variants: {@code ARG VARIANT} tells it which. */
  private static Map<String, String> arguments(Recipe recipe, Path dockerfile, String variant)
      throws IOException {
    var arguments = new LinkedHashMap<>(recipe.buildArgs());
    if (Files.exists(dockerfile)
        && Files.readAllLines(dockerfile).stream()
            .anyMatch(line -> line.strip().matches("ARG VARIANT(=.*)?"))) {
      arguments.putIfAbsent("VARIANT", variant);
    }
    return arguments;
  }

  private static Target startDockerfile(String spec, Path path, TargetOptions options)
      throws TargetException, IOException {
    Path file = (Files.isDirectory(path) ? path.resolve("Dockerfile") : path).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw TargetException.usage("target '" + spec + "': there is no file " + file);
    }
    Recipe recipe = Recipe.of(options);
    DockerClient client = Engine.client();
    var folder = new Folder(file.getParent(), false);
    // Always built: it is somebody's work in progress, and the engine knows best what has changed.
    String image = image(file);
    new Images(client).build(image, folder.path(), file, recipe.buildArgs());
    return run(spec, image, recipe, options, client);
  }

  /** The name of the image that is built from {@code dockerfile}: one for each place. */
  static String image(Path dockerfile) {
    return "smtpspec/dockerfile:%08x".formatted(dockerfile.toAbsolutePath().hashCode());
  }

  private static Target startImage(String spec, String image, TargetOptions options)
      throws TargetException, IOException {
    Recipe recipe = Recipe.of(options);
    DockerClient client = Engine.client();
    new Images(client).need(image);
    return run(spec, image, recipe, options, client);
  }

  private static Target run(
      String spec, String image, Recipe recipe, TargetOptions options, DockerClient client)
      throws TargetException, IOException {
    String around = LabImage.need(client, options.home());
    String digest = image + " " + new Images(client).id(image).orElse("");
    return new Launch(client, spec, recipe).start(around, image, digest.strip(), Labels.passing());
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
