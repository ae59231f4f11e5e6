package org.smtpspec.junit;

import java.io.IOException;
import java.util.Optional;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.run.CaseRunner;
import org.smtpspec.run.Effort;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Level;
import org.smtpspec.suite.Packaged;
import org.smtpspec.suite.Profile;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.Targets;

/** Runs the cases of one server, and tells JUnit. */
final class Execution {
  private final ServerDescriptor descriptor;
  private final ServerUnderTest server;
  private final EngineExecutionListener listener;

  Execution(ServerDescriptor descriptor, EngineExecutionListener listener) {
    this.descriptor = descriptor;
    this.server = descriptor.server();
    this.listener = listener;
  }

  void run() {
    listener.executionStarted(descriptor);
    TestExecutionResult result;
    try {
      onServer();
      result = TestExecutionResult.successful();
    } catch (Exception e) {
      result = TestExecutionResult.failed(e);
    }
    listener.executionFinished(descriptor, result);
  }

  private void onServer() throws Exception {
    Optional<Object> owner = server.owner().map(ReflectionSupport::newInstance);
    try (Target target = start()) {
      Probe probe = Probe.of(target.address(), Limits.USUAL.reply());
      var runner =
          new CaseRunner(
              target,
              probe,
              server.profile(),
              Limits.USUAL,
              new Tokens(System.nanoTime()),
              Effort.USUAL);
      descriptor.getChildren().forEach(child -> one((CaseDescriptor) child, runner));
    } finally {
      if (owner.isPresent() && owner.get() instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }

  private Target start() throws IOException, TargetException {
    TargetOptions plain = TargetOptions.none(Packaged.home());
    var options =
        new TargetOptions(
            server.facts(), server.inbox(), plain.file(), plain.authorized(), plain.home());
    return new Targets().start(server.target(), options);
  }

  private void one(CaseDescriptor test, CaseRunner runner) {
    Optional<String> inapplicable = runner.inapplicable(test.one());
    if (inapplicable.isPresent()) {
      listener.executionSkipped(test, inapplicable.get());
      return;
    }
    listener.executionStarted(test);
    TestExecutionResult result;
    try {
      result = result(test.one(), runner.run(test.one()), server.profile());
    } catch (RuntimeException e) {
      result = TestExecutionResult.aborted(e);
    }
    listener.executionFinished(test, result);
  }

  private static TestExecutionResult result(Case one, TargetVerdict verdict, Profile profile) {
    String level = verdict.level().map(Enum::name).orElse(one.level(profile).name());
    String text =
        "%s a %s, %s: %s%n  at        %s%n  sent      %s%n  expected  %s%n  received  %s%n  because   %s"
            .formatted(
                verdict.verdict().json(),
                level,
                one.citations().stream()
                    .findFirst()
                    .map(citation -> citation.words())
                    .orElse("no citation"),
                one.title(),
                verdict.at(),
                verdict.sent(),
                verdict.expected(),
                verdict.received(),
                verdict.reason());
    if (verdict.verdict() == Outcome.VIOLATES && level.equals(Level.MUST.name())) {
      return TestExecutionResult.failed(
          new AssertionFailedError(text, verdict.expected(), verdict.received()));
    }
    boolean says =
        verdict.verdict() != Outcome.INCONCLUSIVE && verdict.verdict() != Outcome.NOT_APPLICABLE;
    return says
        ? TestExecutionResult.successful()
        : TestExecutionResult.aborted(new TestAbortedException(text));
  }
}
