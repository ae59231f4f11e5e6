package org.smtpspec.reference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a session has been through, for a defective server that draws conclusions from it. */
final class History {
  private final Map<String, Integer> asked = new HashMap<>();
  private final Set<String> marks = new HashSet<>();
  private String last = "";
  private String lastCode = "";
  private int commands;
  private boolean refusedInTransaction;

  /** Takes note of a command that is to be answered. */
  void ask(String verb) {
    asked.merge(verb, 1, Integer::sum);
    commands++;
  }

  /** Takes note of what it was answered. */
  void answered(Session session, String verb, String code) {
    last = verb;
    lastCode = code;
    boolean open = session.transaction().isPresent();
    refusedInTransaction = open && (refusedInTransaction || code.startsWith("5"));
  }

  /** How often that command came, the one at hand included. */
  int count(String verb) {
    return asked.getOrDefault(verb, 0);
  }

  int commands() {
    return commands;
  }

  /** Whether {@code verb} was last, and answered with what begins with {@code code}. */
  boolean isBehind(String verb, String code) {
    return (verb.isEmpty() || last.equals(verb)) && !last.isEmpty() && lastCode.startsWith(code);
  }

  boolean refusedInTransaction() {
    return refusedInTransaction;
  }

  void mark(String mark) {
    marks.add(mark);
  }

  boolean has(String mark) {
    return marks.contains(mark);
  }
}
