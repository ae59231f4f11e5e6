package org.smtpspec.audit;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.smtpspec.dialogue.Fences;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.target.Machine;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;

/**
 * A server that runs, in one check.
 *
 * @param probe what a look at it told
 * @param token the word in all mail of this check
 * @param fences shared by all checks of one server
 */
record Site(Target target, Probe probe, Limits limits, String token, Fences fences) {
  /** Where scripts are run, if they can be. */
  Optional<Machine> machine() {
    return target.machine();
  }

  /** What a script may use, as variables of the shell. */
  Map<String, String> variables() {
    var variables = new TreeMap<>(target.facts());
    variables.put("token", token);
    variables.put("banner", probe.banner().replaceFirst("(\\\\r)?\\\\n$", ""));
    return variables;
  }

  /** Runs {@code script} with the variables set. */
  Machine.Ran run(String script, String user) throws IOException {
    String set =
        variables().entrySet().stream()
            .map(each -> each.getKey() + "='" + each.getValue().replace("'", "'\\''") + "'\n")
            .collect(Collectors.joining());
    return machine().orElseThrow().run(set + script, user);
  }
}
