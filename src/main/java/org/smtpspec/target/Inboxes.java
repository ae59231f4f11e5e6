package org.smtpspec.target;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.wire.Octets;

/** Inboxes in files of this machine: a Maildir, or an mbox as RFC 4155 describes it. */
public final class Inboxes {
  /** None of ours is larger; what is larger is not read as a whole. */
  private static final long LARGEST = 32L << 20;

  /** An mbox is read as a whole each time. */
  private static final long LARGEST_MBOX = 64L << 20;

  /** In the first octets of a message stands its token. */
  private static final int HEAD = 1 << 20;

  private Inboxes() {}

  /**
   * The inbox that {@code spec} names: {@code maildir:PATH} or {@code mbox:PATH}; in PATH {@code
   * %u} is the local part of an address, {@code %d} its domain.
   *
   * @throws TargetException when it is neither
   */
  public static Inbox parse(String spec) throws TargetException {
    int colon = spec.indexOf(':');
    String path = spec.substring(colon + 1);
    if (spec.startsWith("maildir:") && !path.isEmpty()) {
      return new Maildir(path, false);
    } else if (spec.startsWith("mbox:") && !path.isEmpty()) {
      return new Mbox(path);
    }
    throw TargetException.usage(
        "unknown inbox '"
            + spec
            + "', expected maildir:PATH or mbox:PATH, with %u for the local part");
  }

  /** Maildirs that are there for tests alone: what is taken out of them is deleted. */
  public static Inbox ownMaildirs(String pattern) {
    return new Maildir(pattern, true);
  }

  private static Path path(String pattern, String address) throws IOException {
    int at = address.lastIndexOf('@');
    String local = at < 0 ? address : address.substring(0, at);
    if (local.contains("/") || local.indexOf(0) >= 0 || local.startsWith(".")) {
      throw new IOException("no file can be named after '" + local + "'");
    }
    return Path.of(pattern.replace("%u", local).replace("%d", address.substring(at + 1)));
  }

  /** Messages are files in new/ and cur/; each is read once, as long as there is memory. */
  private static final class Maildir implements Inbox {
    private final String pattern;
    private final boolean own;
    private final Map<Path, Folder> folders = new ConcurrentHashMap<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    Maildir(String pattern, boolean own) {
      this.pattern = pattern;
      this.own = own;
    }

    /** One at a time, so that no more than one large message is on its way. */
    @Override
    public synchronized List<Octets> holding(String address, String token) throws IOException {
      var found = new ArrayList<Octets>();
      var names = new HashSet<String>();
      for (Folder folder : folders(address)) {
        for (Map.Entry<String, String> message : folder.holding(token).entrySet()) {
          if (names.add(unique(message.getKey()))) {
            found.add(Octets.of(message.getValue()));
          }
        }
      }
      return found;
    }

    @Override
    public synchronized Optional<List<Octets>> take(String address) throws IOException {
      var found = new ArrayList<Octets>();
      for (Folder folder : folders(address)) {
        for (String name : folder.names()) {
          Path file = folder.path().resolve(name);
          if (own) {
            found.add(Octets.of(Files.readAllBytes(file)));
            Files.delete(file);
          } else if (taken.add(unique(name)) && Files.size(file) <= LARGEST) {
            found.add(Octets.of(text(file)));
          }
        }
      }
      return Optional.of(found);
    }

    private List<Folder> folders(String address) throws IOException {
      Path maildir = path(pattern, address);
      return Stream.of("new", "cur")
          .map(name -> folders.computeIfAbsent(maildir.resolve(name), Folder::new))
          .toList();
    }

    /** The part of the name that stays when a message moves from new/ to cur/ and gets flags. */
    private static String unique(String name) {
      return name.split(":", 2)[0];
    }
  }

  /** A folder of a Maildir. What has been read of it stays known while the file is there. */
  private static final class Folder {
    private final Path path;
    private final Map<String, SoftReference<String>> read = new HashMap<>();

    Folder(Path path) {
      this.path = path;
    }

    Path path() {
      return path;
    }

    /** The names of the messages in their order; none when there is no such folder. */
    List<String> names() {
      // Not Files.list: thousands of messages are looked through thousands of times.
      String[] all = path.toFile().list();
      return all == null
          ? List.of()
          : Arrays.stream(all)
              .filter(name -> read.containsKey(name) || Files.isRegularFile(path.resolve(name)))
              .sorted()
              .toList();
    }

    /** The messages with {@code token} in them by their names. */
    Map<String, String> holding(String token) throws IOException {
      var found = new LinkedHashMap<String, String>();
      List<String> names = names();
      for (String name : names) {
        String message = message(name, token);
        if (message.contains(token)) {
          found.put(name, message);
        }
      }
      read.keySet().retainAll(Set.copyOf(names));
      return found;
    }

    private String message(String name, String token) throws IOException {
      SoftReference<String> reference = read.get(name);
      String known = reference == null ? null : reference.get();
      if (known != null) {
        return known;
      }
      Path file = path.resolve(name);
      try {
        known = Files.size(file) > LARGEST ? head(file, token) : text(file);
      } catch (NoSuchFileException e) {
        return "";
      }
      read.put(name, new SoftReference<>(known));
      return known;
    }

    /** Of a message that is not ours, so that it need not be read again, nothing. */
    private static String head(Path file, String token) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        if (head.contains(token)) {
          throw tooLarge(file);
        }
        return "";
      }
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static IOException tooLarge(Path file) throws IOException {
    return new IOException(
        "%s has %d octets, too many to look at".formatted(file, Files.size(file)));
  }

  /**
   * Messages follow one another in one file, each behind a line that begins with {@code From} and a
   * blank.
   */
  private record Mbox(String pattern) implements Inbox {
    private static final Pattern POSTMARK = Pattern.compile("\n(?=From [^\n]*\\d{4}\n)");

    @Override
    public List<Octets> holding(String address, String token) throws IOException {
      Path file = path(pattern, address);
      if (!Files.exists(file)) {
        return List.of();
      }
      if (Files.size(file) > LARGEST_MBOX) {
        throw tooLarge(file);
      }
      return split(text(file)).stream()
          .filter(message -> message.contains(token))
          .map(Octets::of)
          .toList();
    }

    /** Each message has an empty line behind it; the split takes it from all but the last. */
    private static String withoutLastBlank(String all) {
      return all.endsWith("\n\n") ? all.substring(0, all.length() - 1) : all;
    }

    private static List<String> split(String all) {
      var messages = new ArrayList<String>();
      for (String part : POSTMARK.splitAsStream("\n" + withoutLastBlank(all)).toList()) {
        int head = part.indexOf('\n');
        if (part.startsWith("From ") && head > 0) {
          messages.add(part.substring(head + 1));
        }
      }
      return messages;
    }
  }
}
