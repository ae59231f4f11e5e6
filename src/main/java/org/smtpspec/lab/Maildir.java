package org.smtpspec.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A Maildir: a file a message, in new/ or cur/. A message keeps its name up to the colon when it is
 * moved, and a name is never used again, so that a file is read once.
 */
final class Maildir implements Mailbox {
  private static final int BATCH = 100;

  private final Shell shell;
  private final String path;
  private final String list;
  private final String separator = UUID.randomUUID().toString().replace("-", "");
  private Map<String, String> read = Map.of();

  Maildir(Shell shell, String path) {
    this.shell = shell;
    // Shell built-ins only: no process is made to find out that nothing has changed. A pattern
    // that matches nothing stays as it is.
    this.path = Shell.quoted(path);
    this.list = "printf '%s\\n' " + this.path + "/new/* " + this.path + "/cur/*";
  }

  @Override
  public List<String> messages() throws IOException {
    var now = new LinkedHashMap<String, String>();
    var fresh = new LinkedHashMap<String, String>();
    for (String file : shell.run(list).split("\n", -1)) {
      String name = name(file);
      if (read.containsKey(name)) {
        now.put(name, read.get(name));
      } else if (!name.isEmpty() && !name.equals("*")) {
        fresh.put(name, file);
      }
    }
    var names = new ArrayList<>(fresh.keySet());
    for (int i = 0; i < names.size(); i += BATCH) {
      fetch(names.subList(i, Math.min(i + BATCH, names.size())), fresh, now);
    }
    read = now;
    return List.copyOf(now.values());
  }

  @Override
  public Optional<List<String>> take() throws IOException {
    List<String> messages = messages();
    remove(List.copyOf(read.keySet()));
    read = Map.of();
    return Optional.of(messages);
  }

  /** By their names, wherever they have been moved to meanwhile. */
  private void remove(List<String> names) throws IOException {
    for (int i = 0; i < names.size(); i += BATCH) {
      var script = new StringBuilder("rm -f");
      for (String name : names.subList(i, Math.min(i + BATCH, names.size()))) {
        for (String folder : List.of("/new/", "/cur/")) {
          String file = path + folder + Shell.quoted(name);
          script.append(' ').append(file).append(' ').append(file).append(":*");
        }
      }
      shell.run(script.toString());
    }
  }

  private void fetch(List<String> names, Map<String, String> files, Map<String, String> into)
      throws IOException {
    var script = new StringBuilder();
    for (String name : names) {
      script
          .append("cat ")
          .append(Shell.quoted(files.get(name)))
          .append(" 2>/dev/null; printf '\\n%s %s\\n' ")
          .append(separator)
          .append(" \"$?\"\n");
    }
    String answer = shell.run(script.toString());
    int from = 0;
    for (String name : names) {
      int end = answer.indexOf("\n" + separator + " ", from);
      if (end < 0) {
        throw new IOException("the answer of the shell ends early, at message " + name);
      }
      int status = end + separator.length() + 2;
      int next = answer.indexOf('\n', status);
      // One that was moved meanwhile is found by the next look.
      if (answer.substring(status, next).equals("0")) {
        into.put(name, answer.substring(from, end));
      }
      from = next + 1;
    }
  }

  private static String name(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
