package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ContainerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that are laid over those of an image when its container is made: they are copied to the
 * folder {@code /lab} in it, and the script {@code configure} among them, run there before the
 * image's own entry point, puts them in place. The image knows nothing of it, so that a setting
 * costs no build and works on an image that somebody else made.
 *
 * @param sources files and folders; of two files with the same name the later one is taken
 */
record Configuration(List<Path> sources) {
  /** Nothing is laid over. */
  static final Configuration NONE = new Configuration(List.of());

  /** Puts the files in place. */
  static final String SCRIPT = "configure";

  private static final String RUN = "(cd /lab && sh ./" + SCRIPT + ") && exec \"$@\"";

  /** Read on this side. */
  private static final Set<String> OURS = Set.of("variant.yaml", "Dockerfile");

  /** Copies the list. */
  Configuration {
    sources = List.copyOf(sources);
  }

  boolean isEmpty() {
    return sources.isEmpty();
  }

  /** Lets the container that {@code create} makes of {@code image} begin with the script. */
  void before(CreateContainerCmd create, DockerClient client, String image) {
    if (isEmpty()) {
      return;
    }
    ContainerConfig own = client.inspectImageCmd(image).exec().getConfig();
    var command = new ArrayList<>(List.of(SCRIPT));
    Stream.of(own.getEntrypoint(), own.getCmd())
        .flatMap(words -> Optional.ofNullable(words).stream().flatMap(Arrays::stream))
        .forEach(command::add);
    create.withEntrypoint("/bin/sh", "-c", RUN).withCmd(command);
  }

  /** Copies the files into the container {@code id}, which does not run yet. */
  void into(DockerClient client, String id) {
    if (isEmpty()) {
      return;
    }
    try (Folder all = new Folder(Files.createTempDirectory("smtpspec-"), true)) {
      write(Files.createDirectory(all.path().resolve("lab")));
      client
          .copyArchiveToContainerCmd(id)
          .withHostResource(all.path().toString())
          .withDirChildrenOnly(true)
          .withRemotePath("/")
          .exec();
    } catch (IOException e) {
      throw new UncheckedIOException("a setting's files cannot be read: " + e.getMessage(), e);
    }
  }

  /** Writes the files to {@code folder}. */
  void write(Path folder) throws IOException {
    for (Path source : sources) {
      if (Files.isDirectory(source)) {
        copy(source, folder);
      } else if (Files.exists(source)) {
        Files.writeString(folder.resolve(SCRIPT), Files.readString(source));
      }
    }
    if (!Files.exists(folder.resolve(SCRIPT))) {
      throw new IOException("no script '" + SCRIPT + "' in " + sources);
    }
  }

  private static void copy(Path source, Path folder) throws IOException {
    for (Path file : Folder.walk(source)) {
      Path to = folder.resolve(source.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(to);
      } else if (!OURS.contains(source.relativize(file).toString())) {
        Files.write(to, Files.readAllBytes(file));
      }
    }
  }
}
