package org.smtpspec.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.ConfigurationParameters;
import org.smtpspec.suite.Facts;
import org.smtpspec.suite.Profile;

/**
 * A server and what to try on it, from an annotation or from configuration parameters.
 *
 * @param owner the annotated class, if there is one
 */
record ServerUnderTest(
    Optional<Class<?>> owner,
    String target,
    Map<String, String> facts,
    Optional<String> inbox,
    List<String> suites,
    Profile profile) {
  private static final String PREFIX = "smtpspec.";

  static ServerUnderTest of(Class<?> owner, SmtpServer server) {
    return new ServerUnderTest(
        Optional.of(owner),
        server.target(),
        facts(List.of(server.facts())),
        Optional.of(server.inbox()).filter(inbox -> !inbox.isEmpty()),
        List.of(server.suites()),
        profile(server.profile()));
  }

  static Optional<ServerUnderTest> of(ConfigurationParameters parameters) {
    return parameters
        .get(PREFIX + "target")
        .map(
            target ->
                new ServerUnderTest(
                    Optional.empty(),
                    target,
                    facts(list(parameters.get(PREFIX + "facts").orElse(""))),
                    parameters.get(PREFIX + "inbox"),
                    list(parameters.get(PREFIX + "suites").orElse("**")),
                    profile(parameters.get(PREFIX + "profile").orElse("rfc5321"))));
  }

  private static List<String> list(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" *, *"));
  }

  private static Map<String, String> facts(List<String> pairs) {
    var facts = new LinkedHashMap<String, String>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = pair.substring(0, Math.max(equals, 0));
      if (!Facts.NAMES.contains(name)) {
        throw new JUnitException(
            "fact '"
                + pair
                + "', expected name=value with a name of "
                + String.join(", ", Facts.NAMES));
      }
      facts.put(name, pair.substring(equals + 1));
    }
    return facts;
  }

  private static Profile profile(String name) {
    return Profile.named(name)
        .orElseThrow(
            () ->
                new JUnitException("profile '" + name + "', expected rfc821, rfc1123 or rfc5321"));
  }
}
