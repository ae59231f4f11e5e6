package org.smtpspec.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The mailboxes of a server: below one folder a Maildir per name. A message is written to {@code
 * tmp} and renamed into {@code new}, so that nobody sees a part of one.
 */
final class Maildirs implements Mailstore {
  private static final AtomicLong COUNTER = new AtomicLong();

  private final Path root;
  private final Set<String> prepared = ConcurrentHashMap.newKeySet();

  Maildirs(Path root) {
    this.root = root;
  }

  @Override
  public Draft draft(String mailbox, byte[] message) throws IOException {
    Path maildir = root.resolve(folder(mailbox));
    if (!prepared.contains(mailbox)) {
      for (String part : new String[] {"tmp", "cur", "new"}) {
        Files.createDirectories(maildir.resolve(part));
      }
      prepared.add(mailbox);
    }
    String name = System.currentTimeMillis() / 1000 + "." + unique() + "." + Directory.HOST;
    Path hidden = maildir.resolve("tmp").resolve(name);
    Files.write(hidden, message, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new FileDraft(hidden, maildir.resolve("new").resolve(name));
  }

  /** A name that no other message of this machine has. */
  static String unique() {
    return "P" + ProcessHandle.current().pid() + "Q" + COUNTER.incrementAndGet();
  }

  /** A local part as the name of a folder: no way out of {@code root}, no hidden names. */
  private static String folder(String mailbox) {
    StringBuilder folder = new StringBuilder();
    for (byte octet : mailbox.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean plain = LocalPartParser.isLetterOrDigit(c) || "-_+=".indexOf(c) >= 0;
      boolean dot = c == '.' && !folder.isEmpty();
      folder.append(plain || dot ? c : String.format(Locale.ROOT, "%%%02x", (int) c));
    }
    return folder.isEmpty() ? "%" : folder.toString();
  }

  /**
   * A message in {@code tmp}.
   *
   * @param hidden where it is
   * @param visible where it will be
   */
  private record FileDraft(Path hidden, Path visible) implements Draft {
    @Override
    public void publish() throws IOException {
      Files.move(hidden, visible, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void discard() throws IOException {
      Files.deleteIfExists(hidden);
    }
  }
}
