package org.smtpspec.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.smtpspec.sink.SinkMain;

/** The files that the container around a server reads; the script {@code world} says how. */
final class Luggage {
  private Luggage() {}

  /** Writes them to {@code folder}. */
  static void write(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("dnsmasq.conf"), NameServer.configuration(Addresses.ZONES, Addresses.DNS));
    Files.write(folder.resolve("addresses"), Addresses.around());
    Files.write(
        folder.resolve("ways"),
        Addresses.ZONES.vantages().stream()
            .map(vantage -> Addresses.port(vantage) + " " + vantage.address())
            .toList());
    Files.write(folder.resolve("sink.jar"), SinkJar.OCTETS);
  }

  /** The sink's classes and its table, from wherever they are loaded. */
  private static final class SinkJar {
    static final byte[] OCTETS = pack();

    private static byte[] pack() {
      try {
        Path source =
            Path.of(SinkMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(source)) {
          return pack(source);
        }
        try (FileSystem jar = FileSystems.newFileSystem(source)) {
          return pack(jar.getPath("/"));
        }
      } catch (URISyntaxException e) {
        throw new IllegalStateException("the classes are at a place with a path", e);
      } catch (IOException e) {
        throw new UncheckedIOException("the classes of the sink cannot be read", e);
      }
    }

    private static byte[] pack(Path root) throws IOException {
      var octets = new ByteArrayOutputStream();
      try (var jar = new JarOutputStream(octets);
          Stream<Path> files =
              Files.walk(root.resolve(SinkMain.class.getPackageName().replace('.', '/')))) {
        List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
        for (Path file : sorted) {
          jar.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, jar);
        }
      }
      return octets.toByteArray();
    }
  }
}
