package org.smtpspec.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.target.TargetException;

/** A specification of a container target, as on the command line. */
sealed interface Spec {
  /**
   * {@code container:NAME}, {@code container:NAME@VARIANT} or {@code
   * container:NAME@VARIANT,VARIANT}: a folder below containers/.
   */
  record Folder(String name, Optional<String> variant) implements Spec {
    private static final Pattern FORM =
        Pattern.compile(
            "container:([a-z0-9][a-z0-9._-]*)(?:@(NAME(?:,NAME)*))?"
                .replace("NAME", "[A-Za-z0-9][A-Za-z0-9._-]*"));
  }

  /** {@code image:REPO/NAME:TAG}: somebody's image. */
  record Image(String name) implements Spec {
    private static final Pattern FORM =
        Pattern.compile("image:([A-Za-z0-9][A-Za-z0-9._/:-]*(?:@sha256:[0-9a-f]{64})?)");
  }

  /** {@code dockerfile:PATH}: a Dockerfile, or the folder in which it lies; built first. */
  record Dockerfile(Path path) implements Spec {
    private static final String PREFIX = "dockerfile:";

    /** The file itself. */
    Path file() {
      return (Files.isDirectory(path) ? path.resolve("Dockerfile") : path).toAbsolutePath();
    }
  }

  /** Whether {@code text} is meant to be one of these. */
  static boolean isMeant(String text) {
    return text.startsWith("container:")
        || text.startsWith("image:")
        || text.startsWith(Dockerfile.PREFIX);
  }

  /**
   * The specification that {@code text} stands for.
   *
   * @throws TargetException that says what was expected
   */
  static Spec parse(String text) throws TargetException {
    Matcher folder = Folder.FORM.matcher(text);
    Matcher image = Image.FORM.matcher(text);
    if (folder.matches()) {
      return new Folder(folder.group(1), Optional.ofNullable(folder.group(2)));
    } else if (image.matches()) {
      return new Image(image.group(1));
    } else if (text.startsWith(Dockerfile.PREFIX) && text.length() > Dockerfile.PREFIX.length()) {
      return new Dockerfile(Path.of(text.substring(Dockerfile.PREFIX.length())));
    }
    throw TargetException.usage(
        "target '"
            + text
            + "' is none of container:NAME, container:NAME@VARIANT, image:REPO/NAME:TAG,"
            + " dockerfile:PATH");
  }
}
