package org.smtpspec.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An mbox, RFC 4155: messages behind one another in a file that grows; only what is new is read.
 *
 * <p>A server may be writing when it is read. The last message counts when it ends in an empty
 * line, as delivery agents end each, or when nothing came since the last look.
 */
final class Mbox implements Mailbox {
  private static final Pattern POSTMARK = Pattern.compile("\n(?=From [^\n]*\\d{4}\n)");

  private final Shell shell;
  private final String file;
  private final List<String> done = new ArrayList<>();

  /** From the last postmark on. */
  private String last = "";

  private long size;

  /** How many of the first messages {@link #take} has given; at most one, the last that was. */
  private int given;

  Mbox(Shell shell, String path) {
    this.shell = shell;
    this.file = Shell.quoted(path);
  }

  @Override
  public List<String> messages() throws IOException {
    boolean unchanged = !grow();
    var messages = new ArrayList<>(done);
    if (!last.isEmpty() && (unchanged || last.endsWith("\n\n"))) {
      messages.addAll(split(last));
    }
    return List.copyOf(messages);
  }

  /** The file stays as it is, since a server may be writing; what was given is forgotten. */
  @Override
  public Optional<List<String>> take() throws IOException {
    List<String> messages = messages();
    List<String> fresh = messages.subList(Math.min(given, messages.size()), messages.size());
    given = messages.size() - done.size();
    done.clear();
    return Optional.of(List.copyOf(fresh));
  }

  /** Reads what is new; whether anything was. */
  private boolean grow() throws IOException {
    String answer = shell.run(script());
    int line = answer.indexOf('\n');
    long now = line < 0 ? 0 : Long.parseLong(answer.substring(0, line).strip());
    if (now < size) {
      // Emptied or written anew.
      done.clear();
      last = "";
      size = 0;
      given = 0;
      return now > 0 && grow();
    }
    if (line < 0 || line + 1 == answer.length()) {
      return false;
    }
    // Not `now`: it may have grown between the two commands.
    size += answer.length() - line - 1;
    add(last + answer.substring(line + 1));
    return true;
  }

  /** One process when nothing has changed, two when something has. */
  private String script() {
    return """
        if [ -f %s ]; then n=$(wc -c <%s); echo "$n"; [ "$n" -eq %d ] || tail -c +%d %s; fi"""
        .formatted(file, file, size, size + 1, file);
  }

  private void add(String text) {
    String[] parts = POSTMARK.split(text, -1);
    for (int i = 0; i < parts.length - 1; i++) {
      done.addAll(split(parts[i] + "\n"));
    }
    last = parts[parts.length - 1];
  }

  /** The messages of {@code mbox}, without postmarks and the empty lines before the next. */
  static List<String> split(String mbox) {
    var messages = new ArrayList<String>();
    for (String part : POSTMARK.split(mbox, -1)) {
      int head = part.indexOf('\n');
      if (part.startsWith("From ") && head > 0) {
        String message = part.substring(head + 1);
        messages.add(
            message.endsWith("\n\n") ? message.substring(0, message.length() - 1) : message);
      }
    }
    return messages;
  }
}
