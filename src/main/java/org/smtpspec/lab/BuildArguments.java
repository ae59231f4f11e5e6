package org.smtpspec.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an image is built with. A Dockerfile gets only what it declares with {@code ARG}.
 *
 * @param own what makes it the image that it is: of its target file and variant
 * @param network what this machine needs to reach a package registry: proxy, registry, and the
 *     authorities that it trusts beside those of everybody. The image is the same with others.
 */
record BuildArguments(Map<String, String> own, Map<String, String> network) {
  private static final Pattern ARG = Pattern.compile("ARG\\s+(\\w+)(=.*)?");
  private static final List<String> ENVIRONMENT =
      List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NPM_CONFIG_REGISTRY");
  private static final String AUTHORITIES = "CA_CERTIFICATES";

  /** Where Debian and its kin keep the authorities that an administrator added. */
  private static final Path ADDED = Path.of("/usr/local/share/ca-certificates");

  /** Copies the collections. */
  BuildArguments {
    own = Map.copyOf(own);
    network = Map.copyOf(network);
  }

  /** For {@code dockerfile}, on this machine. */
  static BuildArguments of(Recipe recipe, Path dockerfile, String variant) throws IOException {
    return of(recipe.buildArgs(), variant, declared(dockerfile), System.getenv(), ADDED);
  }

  /** For a Dockerfile that declares {@code declared}, on a machine that has the rest. */
  static BuildArguments of(
      Map<String, String> written,
      String variant,
      Set<String> declared,
      Map<String, String> environment,
      Path authorities)
      throws IOException {
    var own = new LinkedHashMap<>(written);
    // One Dockerfile may serve all variants: it is told which.
    if (declared.contains("VARIANT")) {
      own.putIfAbsent("VARIANT", variant);
    }
    var network = new LinkedHashMap<String, String>();
    for (String name : ENVIRONMENT) {
      String value = environment.getOrDefault(name, environment.get(name.toLowerCase(Locale.ROOT)));
      if (value != null && declared.contains(name)) {
        network.put(name, value);
      }
    }
    String trusted = declared.contains(AUTHORITIES) ? read(authorities) : "";
    if (!trusted.isEmpty()) {
      network.put(AUTHORITIES, trusted);
    }
    return new BuildArguments(own, network);
  }

  /** All that the build is given. */
  Map<String, String> all() {
    var all = new LinkedHashMap<>(network);
    all.putAll(own);
    return all;
  }

  private static Set<String> declared(Path dockerfile) throws IOException {
    if (!Files.exists(dockerfile)) {
      return Set.of();
    }
    return Files.readAllLines(dockerfile).stream()
        .map(line -> ARG.matcher(line.strip()))
        .filter(Matcher::matches)
        .map(arg -> arg.group(1))
        .collect(Collectors.toSet());
  }

  private static String read(Path authorities) throws IOException {
    if (!Files.isDirectory(authorities)) {
      return "";
    }
    var files = new TreeSet<Path>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(authorities, "*.crt")) {
      found.forEach(files::add);
    }
    var text = new StringBuilder();
    for (Path file : files) {
      text.append(Files.readString(file, StandardCharsets.ISO_8859_1).strip()).append('\n');
    }
    return text.toString();
  }
}
