package org.smtpspec.target;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says about targets beside their specifications.
 *
 * @param facts facts by name, which go over those of a file
 * @param inbox where mail can be read: {@code maildir:PATH}, {@code mbox:PATH}, with {@code %u} for
 *     the local part
 * @param file a target file
 * @param authorized hosts outside loopback that may be talked to
 * @param home the folder with {@code suites/} and {@code containers/}
 * @param images by the name of a server, the image that is taken instead of building its own
 * @param config a folder with configuration that is laid over that of a server in a container
 */
public record TargetOptions(
    Map<String, String> facts,
    Optional<String> inbox,
    Optional<Path> file,
    Set<String> authorized,
    Path home,
    Map<String, String> images,
    Optional<Path> config) {
  /** Copies the collections. */
  public TargetOptions {
    facts = Map.copyOf(facts);
    authorized = Set.copyOf(authorized);
    images = Map.copyOf(images);
  }

  /** Each server has its own configuration. */
  public TargetOptions(
      Map<String, String> facts,
      Optional<String> inbox,
      Optional<Path> file,
      Set<String> authorized,
      Path home,
      Map<String, String> images) {
    this(facts, inbox, file, authorized, home, images, Optional.empty());
  }

  /** Each server has the image that is built for it. */
  public TargetOptions(
      Map<String, String> facts,
      Optional<String> inbox,
      Optional<Path> file,
      Set<String> authorized,
      Path home) {
    this(facts, inbox, file, authorized, home, Map.of());
  }

  /** Nothing said. */
  public static TargetOptions none(Path home) {
    return new TargetOptions(Map.of(), Optional.empty(), Optional.empty(), Set.of(), home);
  }
}
