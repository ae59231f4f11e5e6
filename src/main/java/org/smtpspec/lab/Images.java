package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.RootFS;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smtpspec.target.TargetException;

/**
 * The images of the engine. Built ones stay: they are the cache.
 *
 * <p>They are built with docker-java and not with Testcontainers' ImageFromDockerfile, which does
 * not hand out what the build said when it fails.
 *
 * @param client of the engine
 */
record Images(DockerClient client) {
  private static final Logger LOG = LoggerFactory.getLogger(Images.class);
  private static final Map<String, Object> BUILDING = new ConcurrentHashMap<>();
  private static final int LINES = 20;

  /** The id of the image {@code name}, if the engine has it. */
  Optional<String> id(String name) {
    return inspected(name).map(InspectImageResponse::getId);
  }

  /** The digest by which a registry gives the image {@code name}, or else its id. */
  Optional<String> digest(String name) {
    Optional<InspectImageResponse> image = inspected(name);
    return image.map(InspectImageResponse::getRepoDigests).stream()
        .flatMap(List::stream)
        .map(one -> one.substring(one.indexOf('@') + 1))
        .findFirst()
        .or(() -> image.map(InspectImageResponse::getId));
  }

  /** The layers of the image {@code name}, the lowest first; none when the engine has it not. */
  List<String> layers(String name) {
    return inspected(name)
        .map(InspectImageResponse::getRootFS)
        .map(RootFS::getLayers)
        .orElse(List.of());
  }

  private Optional<InspectImageResponse> inspected(String name) {
    try {
      return Optional.of(client.inspectImageCmd(name).exec());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** Those that smtpspec built, whoever ran it, by name. */
  Set<String> built() {
    return client.listImagesCmd().withShowAll(false).exec().stream()
        .flatMap(image -> Optional.ofNullable(image.getRepoTags()).stream().flatMap(Stream::of))
        .filter(name -> name.startsWith("smtpspec/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Removes the image {@code name}; false when something uses it. */
  boolean remove(String name) {
    try {
      client.removeImageCmd(name).exec();
      return true;
    } catch (NotFoundException e) {
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  /** Pulls {@code name} when the engine has no such image. */
  void need(String name) throws TargetException {
    if (id(name).isPresent()) {
      return;
    }
    LOG.info("pulling {}", name);
    try {
      client
          .pullImageCmd(name.matches(".*[:@][^/]*") ? name : name + ":latest")
          .start()
          .awaitCompletion();
    } catch (DockerException | DockerClientException e) {
      throw TargetException.failure(
          "there is no image " + name + ", and it cannot be pulled: " + Failures.said(e),
          List.of(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TargetException.failure("interrupted while pulling " + name, List.of(), e);
    }
  }

  /** Builds {@code name} unless the engine has it. Two that want the same one build it once. */
  void need(String name, Path folder, Path dockerfile, Map<String, String> arguments)
      throws TargetException {
    synchronized (BUILDING.computeIfAbsent(name, any -> new Object())) {
      if (id(name).isEmpty()) {
        build(name, folder, dockerfile, arguments);
      }
    }
  }

  /** Builds {@code name}; what the engine's cache has is not done again. */
  void build(String name, Path folder, Path dockerfile, Map<String, String> arguments)
      throws TargetException {
    LOG.info("building {} from {}", name, dockerfile);
    var output = new Output();
    try (var build = client.buildImageCmd(folder.toFile())) {
      build.withDockerfile(dockerfile.toFile()).withTags(Set.of(name));
      // Nor shall a step that failed leave its container.
      build.withRemove(true).withForcerm(true).withLabels(Map.of(Labels.IMAGE, name));
      arguments.forEach(build::withBuildArg);
      build.exec(output).awaitImageId();
    } catch (DockerException | DockerClientException e) {
      Optional<String> base = output.base().map(word -> missing(word, dockerfile, arguments));
      String of = base.map(missing -> ": its base " + missing + " cannot be had: ").orElse(": ");
      throw TargetException.failure(
          "image " + name + " cannot be built from " + dockerfile + of + Failures.said(e),
          base.isPresent() ? List.of() : output.last(),
          e);
    }
  }

  /** The base that the engine has not, where {@code word} of the Dockerfile may be a variable. */
  private String missing(String word, Path dockerfile, Map<String, String> arguments) {
    try {
      return Bases.of(Files.readAllLines(dockerfile), arguments).stream()
          .filter(base -> id(base).isEmpty())
          .findFirst()
          .orElse(word);
    } catch (IOException e) {
      return word;
    }
  }

  /** Keeps the last lines of a build. */
  private static final class Output extends BuildImageResultCallback {
    /** In which the engine writes what a command wrote to its standard error. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private static final Pattern STEP = Pattern.compile("Step \\d+/\\d+ : (.*)");
    private static final Pattern FROM = Pattern.compile("(?i)FROM\\s+(\\S+).*");

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private String step = "";

    @Override
    public void onNext(BuildResponseItem item) {
      Optional.ofNullable(item.getStream()).ifPresent(this::add);
      Optional.ofNullable(item.getErrorDetail())
          .ifPresent(error -> add(String.valueOf(error.getMessage())));
      super.onNext(item);
    }

    private synchronized void add(String text) {
      COLOUR
          .matcher(text)
          .replaceAll("")
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(this::line);
      while (lines.size() > LINES) {
        lines.remove();
      }
    }

    private void line(String line) {
      lines.add(line);
      Matcher begun = STEP.matcher(line);
      step = begun.matches() ? begun.group(1) : step;
    }

    /** The base image, if taking it was the last that the build began. */
    synchronized Optional<String> base() {
      Matcher from = FROM.matcher(step);
      return from.matches() ? Optional.of(from.group(1)) : Optional.empty();
    }

    synchronized List<String> last() {
      return new ArrayList<>(lines);
    }
  }
}
