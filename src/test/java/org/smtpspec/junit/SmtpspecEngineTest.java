package org.smtpspec.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class SmtpspecEngineTest {
  private static final String SUITE = "rfc821/4.1.1/noop-is-answered";

  @SmtpServer(target = "reference", suites = "rfc821/4.1.1/noop-*")
  static class Conforming {}

  @SmtpServer(target = "reference:noop-answered-200", suites = SUITE)
  static class Violating {}

  @SmtpServer(target = "reference", suites = SUITE)
  static class Closing implements AutoCloseable {
    private static int closed;

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void eachCaseOfAnAnnotatedClassIsATest() {
    Events tests = run(Conforming.class);

    assertThat(tests.started().count()).isPositive();
    assertThat(tests.succeeded().count()).isEqualTo(tests.started().count());
  }

  @Test
  void aViolatedMustFailsAndSaysWhichRuleAndReply() {
    Events tests = run(Violating.class);

    tests
        .failed()
        .assertThatEvents()
        .isNotEmpty()
        .allSatisfy(
            failed ->
                assertThat(failed)
                    .is(
                        event(
                            finishedWithFailure(
                                message(
                                    text ->
                                        text.startsWith("violates a MUST, RFC 821 section 4.1.1")
                                            && text.contains("received  200"))))));
  }

  @Test
  void theServersClassIsClosedAfterItsCases() {
    int before = Closing.closed;

    run(Closing.class);

    assertThat(Closing.closed).isEqualTo(before + 1);
  }

  @Test
  void oneCaseIsRunByItsUniqueId() {
    String first = firstId();

    Events tests =
        EngineTestKit.engine(SmtpspecEngine.ID)
            .selectors(selectUniqueId(first))
            .execute()
            .testEvents();

    assertThat(tests.started().count()).isEqualTo(1);
  }

  @Test
  void aServerIsNamedByConfigurationParameters() {
    Events tests =
        EngineTestKit.engine(SmtpspecEngine.ID)
            .configurationParameter("smtpspec.target", "reference")
            .configurationParameter("smtpspec.suites", SUITE)
            .execute()
            .testEvents();

    assertThat(tests.succeeded().count()).isPositive();
  }

  private static String firstId() {
    return run(Conforming.class)
        .started()
        .list()
        .get(0)
        .getTestDescriptor()
        .getUniqueId()
        .toString();
  }

  private static Events run(Class<?> type) {
    return EngineTestKit.engine(SmtpspecEngine.ID)
        .selectors(selectClass(type))
        .execute()
        .testEvents();
  }
}
