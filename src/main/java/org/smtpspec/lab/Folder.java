package org.smtpspec.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder that an image is built from.
 *
 * @param path on a file system of this machine
 * @param copied whether it is a copy, to be deleted again
 */
record Folder(Path path, boolean copied) implements AutoCloseable {
  /** {@code path}, or a copy of it when it lies in a jar. */
  static Folder of(Path path) throws IOException {
    if (path.getFileSystem().equals(FileSystems.getDefault())) {
      return new Folder(path, false);
    }
    return copy(path);
  }

  /** A copy of {@code path} in which {@code file} stands under {@code name}. */
  static Folder with(Path path, String name, Path file) throws IOException {
    Folder copy = copy(path);
    Files.copy(file, copy.path().resolve(name));
    return copy;
  }

  private static Folder copy(Path path) throws IOException {
    Path copy = Files.createTempDirectory("smtpspec-");
    for (Path file : walk(path)) {
      Path to = copy.resolve(path.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(to);
      } else {
        Files.copy(file, to);
      }
    }
    return new Folder(copy, true);
  }

  /** Twelve hex digits of a digest of names, modes and content, and of {@code arguments}. */
  String digest(Map<String, String> arguments) throws IOException {
    return digest(arguments, file -> true);
  }

  /** The same, of the files that are {@code counted}, by their paths in the folder. */
  String digest(Map<String, String> arguments, Predicate<Path> counted) throws IOException {
    MessageDigest digest = sha256();
    for (Path file : walk(path)) {
      if (Files.isRegularFile(file) && counted.test(path.relativize(file))) {
        String head =
            path.relativize(file)
                + "\n"
                + Files.isExecutable(file)
                + "\n"
                + Files.size(file)
                + "\n";
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    digest.update(new TreeMap<>(arguments).toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
  }

  @Override
  public void close() throws IOException {
    if (copied) {
      for (Path file : walk(path).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Everything below {@code path}, itself first. */
  static List<Path> walk(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted().toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
