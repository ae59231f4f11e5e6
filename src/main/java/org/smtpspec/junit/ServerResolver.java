package org.smtpspec.junit;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
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
    Class<?> type = selector.getJavaClass();
    Optional<SmtpServer> server = AnnotationSupport.findAnnotation(type, SmtpServer.class);
    if (server.isEmpty()) {
      return Resolution.unresolved();
    }
    return context
        .addToParent(
            parent ->
                Optional.of(
                    ServerDescriptor.of(
                        parent.getUniqueId(),
                        ServerUnderTest.of(type, server.get()),
                        suites.get())))
        .map(found -> Resolution.match(Match.exact(found)))
        .orElse(Resolution.unresolved());
  }

  @Override
  public Resolution resolve(UniqueIdSelector selector, Context context) {
    UniqueId id = selector.getUniqueId();
    UniqueId.Segment last = id.getLastSegment();
    if (last.getType().equals(ServerDescriptor.SEGMENT)) {
      return Resolution.selectors(
          java.util.Set.of(DiscoverySelectors.selectClass(last.getValue())));
    }
    if (!last.getType().equals(CaseDescriptor.SEGMENT)) {
      return Resolution.unresolved();
    }
    Optional<TestDescriptor> server =
        context.resolve(DiscoverySelectors.selectUniqueId(id.removeLastSegment()));
    server.ifPresent(found -> ((ServerDescriptor) found).keepOnly(id));
    return server
        .map(found -> Resolution.match(Match.partial(found)))
        .orElse(Resolution.unresolved());
  }
}
