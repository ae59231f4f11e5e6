package org.smtpspec.junit;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;
import org.smtpspec.suite.Suites;

/** Finds annotated classes, and cases by their unique ids. */
final class ServerResolver implements SelectorResolver {
  private final Supplier<Suites> suites;

  ServerResolver(Supplier<Suites> suites) {
    this.suites = suites;
  }

  @Override
  public Resolution resolve(ClassSelector selector, Context context) {
    return server(selector.getJavaClass(), context)
        .map(found -> Resolution.match(Match.exact(found)))
        .orElse(Resolution.unresolved());
  }

  @Override
  public Resolution resolve(UniqueIdSelector selector, Context context) {
    UniqueId id = selector.getUniqueId();
    boolean ofCase = id.getLastSegment().getType().equals(CaseDescriptor.SEGMENT);
    UniqueId.Segment owner = (ofCase ? id.removeLastSegment() : id).getLastSegment();
    if (!owner.getType().equals(ServerDescriptor.SEGMENT)) {
      return Resolution.unresolved();
    }
    Optional<ServerDescriptor> server =
        ReflectionSupport.tryToLoadClass(owner.getValue())
            .toOptional()
            .flatMap(type -> server(type, context));
    if (ofCase) {
      server.ifPresent(found -> found.keepOnly(id));
    }
    return server
        .map(found -> Resolution.match(Match.exact(found)))
        .orElse(Resolution.unresolved());
  }

  private Optional<ServerDescriptor> server(Class<?> type, Context context) {
    return AnnotationSupport.findAnnotation(type, SmtpServer.class)
        .flatMap(
            server ->
                context.addToParent(
                    parent ->
                        Optional.of(
                            ServerDescriptor.of(
                                parent.getUniqueId(),
                                ServerUnderTest.of(type, server),
                                suites.get()))));
  }
}
