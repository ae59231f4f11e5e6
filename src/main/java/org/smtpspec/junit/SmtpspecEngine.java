package org.smtpspec.junit;

import java.io.IOException;
import java.util.Optional;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.smtpspec.suite.Packaged;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;

/**
 * The test engine: an annotated class is a container, each case in it a test; a server named by
 * configuration parameters is one container more. A case that cannot be applied is skipped, one
 * that says nothing is aborted, a violated MUST fails; a violated SHOULD is reported and passes.
 */
public final class SmtpspecEngine implements TestEngine {
  /** The id of the engine, as {@code excludeEngines} and unique ids write it. */
  public static final String ID = "smtpspec";

  /** For the service loader. */
  public SmtpspecEngine() {}

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    var engine = new EngineDescriptor(id, "smtpspec");
    EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
        .addClassContainerSelectorResolver(
            type -> AnnotationSupport.isAnnotated(type, SmtpServer.class))
        .addSelectorResolver(new ServerResolver(this::suites))
        .build()
        .resolve(request, engine);
    boolean byClass = !request.getSelectorsByType(ClassSelector.class).isEmpty();
    boolean byId = !request.getSelectorsByType(UniqueIdSelector.class).isEmpty();
    Optional<ServerUnderTest> configured = ServerUnderTest.of(request.getConfigurationParameters());
    if (configured.isPresent() && !byClass && !byId) {
      engine.addChild(ServerDescriptor.of(id, configured.get(), suites()));
    }
    return engine;
  }

  private Suites suites() {
    try {
      Suites suites = Suites.load(Packaged.home().resolve("suites"));
      if (!suites.errors().isEmpty()) {
        throw suites.errors().get(0);
      }
      return suites;
    } catch (IOException | SuiteException e) {
      throw new JUnitException("the suites cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void execute(ExecutionRequest request) {
    var listener = request.getEngineExecutionListener();
    TestDescriptor engine = request.getRootTestDescriptor();
    listener.executionStarted(engine);
    engine.getChildren().stream()
        .map(ServerDescriptor.class::cast)
        .forEach(server -> new Execution(server, listener).run());
    listener.executionFinished(engine, org.junit.platform.engine.TestExecutionResult.successful());
  }
}
