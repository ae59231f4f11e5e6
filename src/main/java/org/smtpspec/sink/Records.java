package org.smtpspec.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The sessions of a sink, oldest first. When they are more than {@value #MOST_SESSIONS}, or hold
 * more than {@value #MOST_OCTETS} octets, the oldest are dropped. Thread-safe.
 */
final class Records {
  static final int MOST_SESSIONS = 5000;
  static final int MOST_OCTETS = 64 << 20;

  private final Deque<Recording> recordings = new ArrayDeque<>();

  /** The octets of all recordings in the list. */
  private long size;

  /** Begins a session. */
  synchronized Recording begin(String host, String client) {
    var recording = new Recording(host, client);
    recordings.addLast(recording);
    size += recording.size();
    drop();
    return recording;
  }

  synchronized void add(Recording recording, Session.Kind kind, String octets) {
    count(recording, recording.add(kind, octets));
  }

  synchronized void add(Recording recording, Session.Mail mail) {
    count(recording, recording.add(mail));
  }

  /** A session that was dropped may go on; it is counted no more. */
  private void count(Recording recording, int grown) {
    if (recordings.contains(recording)) {
      size += grown;
      drop();
    }
  }

  private void drop() {
    while (recordings.size() > MOST_SESSIONS || (size > MOST_OCTETS && recordings.size() > 1)) {
      size -= recordings.removeFirst().size();
    }
  }

  /** The sessions in which the client sent {@code token}, oldest first. */
  List<Session> holding(String token) {
    List<Recording> all;
    synchronized (this) {
      all = new ArrayList<>(recordings);
    }
    return all.stream()
        .filter(recording -> recording.holds(token))
        .map(Recording::session)
        .toList();
  }
}
