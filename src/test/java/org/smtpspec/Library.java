package org.smtpspec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A library on the class path, as its POM in Maven's local repository tells of it.
 *
 * @param key group and artifact, with a colon between them
 * @param pom its project element
 * @param repository the folder that its path begins with
 */
record Library(String key, String version, Element pom, Path repository) {
  /** The library whose file is {@code jar}. */
  static Library of(Path jar) throws Exception {
    Path folder = jar.getParent();
    String version = folder.getFileName().toString();
    String artifact = folder.getParent().getFileName().toString();
    Element pom = read(folder.resolve(artifact + "-" + version + ".pom"));
    String group = text(pom, "groupId");
    group = group.isEmpty() ? text(child(pom, "parent").orElseThrow(), "groupId") : group;
    Path repository = folder.getParent().getParent();
    for (int i = 0; i < group.split("\\.").length; i++) {
      repository = repository.getParent();
    }
    return new Library(group + ":" + artifact, version, pom, repository);
  }

  /** What is licensed under several is so under each. */
  List<String> licences() throws Exception {
    Element project = pom;
    while (child(project, "licenses").isEmpty() && child(project, "parent").isPresent()) {
      project = parent(child(project, "parent").orElseThrow());
    }
    return child(project, "licenses").stream()
        .flatMap(all -> children(all, "license"))
        .map(one -> spdx(text(one, "name")))
        .sorted()
        .distinct()
        .toList();
  }

  private Element parent(Element named) throws Exception {
    String artifact = text(named, "artifactId");
    String version = text(named, "version");
    Path folder = repository;
    for (String part : text(named, "groupId").split("\\.", -1)) {
      folder = folder.resolve(part);
    }
    return read(
        folder.resolve(artifact).resolve(version).resolve(artifact + "-" + version + ".pom"));
  }

  /** The keys of what it needs when it runs. */
  List<String> needs() {
    return dependencies(pom, key.substring(0, key.indexOf(':')));
  }

  /** The keys of what the {@code project} needs when it runs. */
  static List<String> dependencies(Element project, String group) {
    return child(project, "dependencies").stream()
        .flatMap(all -> children(all, "dependency"))
        .filter(one -> List.of("", "compile", "runtime").contains(text(one, "scope")))
        .filter(one -> !text(one, "optional").equals("true"))
        .map(one -> text(one, "groupId") + ":" + text(one, "artifactId"))
        .map(one -> one.replaceFirst("^\\$\\{(project|pom)\\.groupId\\}|^\\$\\{groupId\\}", group))
        .toList();
  }

  static Element read(Path file) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement();
    }
  }

  /** The short name of the SPDX list, or what stands there where we know none. */
  private static String spdx(String name) {
    String plain = name.strip();
    if (plain.startsWith("CDDL")) {
      return "CDDL-1.1 or GPL-2.0 with Classpath exception";
    } else if (plain.matches("(?i)(the )?(lesser general public|LGPL).*")) {
      return "LGPL";
    } else if (plain.matches("(?i)(the )?apache\\b.*\\b2(\\.0)?\\b.*")) {
      return "Apache-2.0";
    } else if (plain.matches("(?i)eclipse public license.*2.*")) {
      return "EPL-2.0";
    }
    return plain.replaceFirst("^The MIT License$", "MIT");
  }

  private static Stream<Element> children(Element parent, String name) {
    var found = new ArrayList<Element>();
    for (Node one = parent.getFirstChild(); one != null; one = one.getNextSibling()) {
      if (one instanceof Element element && element.getNodeName().equals(name)) {
        found.add(element);
      }
    }
    return found.stream();
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent, name).findFirst();
  }

  private static String text(Element parent, String name) {
    return child(parent, name).map(one -> one.getTextContent().strip()).orElse("");
  }
}
