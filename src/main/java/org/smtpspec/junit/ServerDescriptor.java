package org.smtpspec.junit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Suites;

/** A server, and the cases to run on it. */
final class ServerDescriptor extends AbstractTestDescriptor {
  static final String SEGMENT = "server";

  private final ServerUnderTest server;
  private final Set<UniqueId> kept = new HashSet<>();

  private ServerDescriptor(UniqueId id, ServerUnderTest server) {
    super(
        id,
        server.owner().map(Class::getSimpleName).orElse(server.target()),
        server.owner().map(ClassSource::from).orElse(null));
    this.server = server;
  }

  static ServerDescriptor of(UniqueId parent, ServerUnderTest server, Suites suites) {
    String name = server.owner().map(Class::getName).orElse(server.target());
    var descriptor = new ServerDescriptor(parent.append(SEGMENT, name), server);
    for (Case one : chosen(server.suites(), suites)) {
      descriptor.addChild(new CaseDescriptor(descriptor.getUniqueId(), one, server.owner()));
    }
    return descriptor;
  }

  private static List<Case> chosen(List<String> globs, Suites suites) {
    Set<Case> chosen = new HashSet<>();
    for (String glob : globs) {
      List<Case> found = suites.select(glob);
      if (found.isEmpty()) {
        throw new JUnitException("no case '" + glob + "'");
      }
      chosen.addAll(found);
    }
    return suites.cases().stream().filter(chosen::contains).toList();
  }

  ServerUnderTest server() {
    return server;
  }

  /** Of all cases only those that were named one by one. */
  void keepOnly(UniqueId id) {
    kept.add(id);
    Set<TestDescriptor> others = new HashSet<>(getChildren());
    others.removeIf(child -> kept.contains(child.getUniqueId()));
    others.forEach(this::removeChild);
  }

  @Override
  public Type getType() {
    return Type.CONTAINER;
  }
}
