package org.smtpspec.target;

import java.util.List;

/**
 * What a server in a container was made of, so that a result can be had again years later.
 *
 * @param base the image that its own was built from, by name and digest; empty when it is not known
 * @param packages all that are installed, each by name and version; none when that is not known
 */
public record Origin(String base, List<String> packages) {
  /** That of which nothing is known. */
  public static final Origin UNKNOWN = new Origin("", List.of());

  /** Copies the list. */
  public Origin {
    packages = List.copyOf(packages);
  }
}
