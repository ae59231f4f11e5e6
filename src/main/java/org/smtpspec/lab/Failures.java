package org.smtpspec.lab;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.smtpspec.target.TargetException;

/** Puts what the engine throws into one line. */
final class Failures {
  private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  private Failures() {}

  /** Why {@code spec} did not start. */
  static TargetException start(String spec, RuntimeException failure) {
    Optional<NotReady> known =
        causes(failure).filter(NotReady.class::isInstance).map(NotReady.class::cast).findFirst();
    return known
        .map(no -> failed(spec, String.valueOf(no.getMessage()), no.log(), failure))
        .orElseGet(() -> failed(spec, said(root(failure)), List.of(), failure));
  }

  /** What {@code failure} says, without what is around the engine's message. */
  static String said(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    Matcher message = MESSAGE.matcher(text);
    String said = message.find() ? message.group(1).replaceAll("\\\\(.)", "$1") : text;
    return said.lines().filter(line -> !line.isBlank()).findFirst().orElse(failure.toString());
  }

  private static TargetException failed(
      String spec, String why, List<String> log, Throwable cause) {
    return TargetException.failure(spec + " did not start: " + why, log, cause);
  }

  private static Throwable root(Throwable failure) {
    return causes(failure).reduce((first, second) -> second).orElse(failure);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
