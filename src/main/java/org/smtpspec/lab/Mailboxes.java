package org.smtpspec.lab;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.wire.Octets;

/** The inbox of a server in a container: its mailboxes, each read as its kind is stored. */
final class Mailboxes implements Inbox {
  /** What {@link #isInbox} takes, for an error. */
  static final String FORMS =
      "maildir:PATH, mbox:PATH or exec:COMMAND, with %u for the local part and %d for the domain";

  private static final Pattern FORM = Pattern.compile("(?:maildir|mbox):/.*|exec:.+");

  /** Nothing that leaves the folder, and nothing that a shell or a file system reads as more. */
  private static final Pattern NAME = Pattern.compile("[^/.\\x00-\\x1f\\x7f][^/\\x00-\\x1f\\x7f]*");

  private final String kind;
  private final String pattern;
  private final Shell shell;
  private final Map<String, Watch> watches = new ConcurrentHashMap<>();

  /** The inbox that {@code spec} names; mail is read through {@code shell}. */
  Mailboxes(String spec, Shell shell) {
    int colon = spec.indexOf(':');
    this.kind = spec.substring(0, colon);
    this.pattern = spec.substring(colon + 1);
    this.shell = shell;
  }

  /** Whether {@code spec} names an inbox. */
  static boolean isInbox(String spec) {
    return FORM.matcher(spec).matches();
  }

  @Override
  public List<Octets> holding(String address, String token) throws IOException {
    return watch(address).messages().stream()
        .filter(message -> message.contains(token))
        .map(Octets::of)
        .toList();
  }

  @Override
  public Optional<List<Octets>> take(String address) throws IOException {
    return watch(address).take().map(messages -> messages.stream().map(Octets::of).toList());
  }

  private Watch watch(String address) throws IOException {
    String where = where(address);
    return watches.computeIfAbsent(where, any -> new Watch(mailbox(where)));
  }

  private Mailbox mailbox(String where) {
    return switch (kind) {
      case "maildir" -> new Maildir(shell, where);
      case "mbox" -> new Mbox(shell, where);
      default -> new Printed(shell, where);
    };
  }

  private String where(String address) throws IOException {
    int at = address.lastIndexOf('@');
    String local = at < 0 ? address : address.substring(0, at);
    String domain = address.substring(at + 1);
    if (!NAME.matcher(local).matches() || !NAME.matcher(domain).matches()) {
      throw new IOException("no mailbox can be named after '" + address + "'");
    }
    return kind.equals("exec")
        ? pattern.replace("%u", Shell.quoted(local)).replace("%d", Shell.quoted(domain))
        : pattern.replace("%u", local).replace("%d", domain);
  }
}
