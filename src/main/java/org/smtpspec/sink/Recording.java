package org.smtpspec.sink;

import java.util.ArrayList;
import java.util.List;
import org.smtpspec.sink.Session.Kind;
import org.smtpspec.sink.Session.Mail;
import org.smtpspec.sink.Session.Piece;

/** A session while it is being recorded. Thread-safe. */
final class Recording {
  /** What a session may hold; what goes beyond it is read and not kept. */
  static final int MOST = 24 << 20;

  private static final int PER_PIECE = 48;

  private final String host;
  private final String client;
  private final long began = System.currentTimeMillis();
  private final long start = System.nanoTime();
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Mail> messages = new ArrayList<>();
  private int size = PER_PIECE;
  private Mail failed;
  private boolean ended;

  Recording(String host, String client) {
    this.host = host;
    this.client = client;
  }

  /** Adds a piece; gives how much bigger the recording is now. */
  synchronized int add(Kind kind, String octets) {
    if (size > MOST) {
      return 0;
    }
    long ms = (System.nanoTime() - start) / 1_000_000;
    pieces.add(new Piece(kind, ms, octets));
    int grown = octets.length() + PER_PIECE;
    size += grown;
    return grown;
  }

  /**
   * Shows a mail transaction that was refused and that the client has not ended: it may keep silent
   * for a minute before it does (Courier waits for more mail).
   *
   * @param mail null when it is refused no longer
   */
  synchronized void failed(Mail mail) {
    failed = mail;
  }

  /** Adds a mail transaction that has ended; its text is counted as a piece was. */
  synchronized int add(Mail mail) {
    failed = null;
    if (size > MOST) {
      return 0;
    }
    messages.add(mail);
    int grown = mail.text().length() + PER_PIECE;
    size += grown;
    return grown;
  }

  /** Whether {@code token} stands in what the client sent, envelope or text. */
  synchronized boolean holds(String token) {
    return pieces.stream()
        .filter(piece -> piece.kind() == Kind.COMMAND || piece.kind() == Kind.TEXT)
        .anyMatch(piece -> piece.octets().contains(token));
  }

  synchronized void end() {
    ended = true;
  }

  synchronized int size() {
    return size;
  }

  synchronized Session session() {
    var all = new ArrayList<>(messages);
    if (failed != null) {
      all.add(failed);
    }
    return new Session(host, client, began, ended, pieces, all);
  }
}
