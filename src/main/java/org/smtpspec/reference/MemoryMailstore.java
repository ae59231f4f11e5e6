package org.smtpspec.reference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.target.Inboxes;
import org.smtpspec.wire.Octets;

/**
 * The mailboxes of a server whose tests run in the same process: in memory, and in Maildirs as soon
 * as nobody takes what is in memory. A file for each message is slow, and on ext4 the slower the
 * more were deleted within the last half minute.
 */
final class MemoryMailstore implements Mailstore, Inbox {
  /** So many octets are kept in memory. */
  static final long MOST = 8 << 20;

  private final Maildirs maildirs;
  private final Inbox files;
  private final Map<String, List<Octets>> boxes = new HashMap<>();
  private long held;
  private boolean spilled;

  /** What memory does not hold is put below {@code folder}. */
  MemoryMailstore(Path folder) {
    this.maildirs = new Maildirs(folder);
    this.files = Inboxes.ownMaildirs(folder + "/%u");
  }

  @Override
  public Draft draft(String mailbox, byte[] message) throws IOException {
    if (!hasRoom(message.length)) {
      return maildirs.draft(mailbox, message);
    }
    var octets = Octets.of(message);
    return new Draft() {
      @Override
      public void publish() {
        put(mailbox, octets);
      }

      @Override
      public void discard() {
        // It is nowhere but here.
      }
    };
  }

  private synchronized boolean hasRoom(int length) {
    boolean room = held + length <= MOST;
    spilled = spilled || !room;
    return room;
  }

  private synchronized void put(String mailbox, Octets message) {
    held += message.length();
    boxes.computeIfAbsent(mailbox.toLowerCase(Locale.ROOT), any -> new ArrayList<>()).add(message);
  }

  @Override
  public synchronized List<Octets> holding(String address, String token) throws IOException {
    var found = new ArrayList<Octets>();
    for (Octets message : boxes.getOrDefault(box(address), List.of())) {
      if (message.text().contains(token)) {
        found.add(message);
      }
    }
    if (spilled) {
      found.addAll(files.holding(address, token));
    }
    return found;
  }

  @Override
  public synchronized Optional<List<Octets>> take(String address) throws IOException {
    var taken = new ArrayList<Octets>();
    List<Octets> kept = boxes.remove(box(address));
    if (kept != null) {
      kept.forEach(message -> held -= message.length());
      taken.addAll(kept);
    }
    if (spilled) {
      taken.addAll(files.take(address).orElse(List.of()));
    }
    return Optional.of(taken);
  }

  private static String box(String address) {
    int at = address.lastIndexOf('@');
    return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
  }
}
