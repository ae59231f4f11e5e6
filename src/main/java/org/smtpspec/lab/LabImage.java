package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.smtpspec.target.TargetException;

/** The image of what stands around a server, built from {@code containers/lab}. */
final class LabImage {
  private LabImage() {}

  /** Its name; it is built when the engine has not got it. */
  static String need(DockerClient client, Path home) throws TargetException, IOException {
    try (Folder folder = Folder.of(home.resolve("containers").resolve("lab"))) {
      String image = name(folder);
      new Images(client).need(image, folder.path(), folder.path().resolve("Dockerfile"), Map.of());
      return image;
    }
  }

  /** Its name, as its files are now. */
  static String name(Path home) throws IOException {
    try (Folder folder = Folder.of(home.resolve("containers").resolve("lab"))) {
      return name(folder);
    }
  }

  private static String name(Folder folder) throws IOException {
    return "smtpspec/lab:" + folder.digest(Map.of());
  }
}
