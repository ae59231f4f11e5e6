package org.smtpspec.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A Maildir: a file a message, in new/ or cur/. A message keeps its name up to the colon when it is
 * moved, and a name is never used again, so that a file is read once. What comes after the first
 * look is deleted once it has been read: a look costs as much as there are files. What was there
 * before stays, since it may be there to fill the mailbox.
 */
final class Maildir implements Mailbox {
  private static final int BATCH = 100;

  private final Shell shell;
  private final String path;
  private final String list;
  private final String separator = UUID.randomUUID().toString().replace("-", "");

  /** The names of what has been read and was there at the last look. */
  private final Set<String> known = new LinkedHashSet<>();

  /** Those of them that the next look deletes: by then it is sure that they have been read. */
  private final Set<String> old = new LinkedHashSet<>();

  private final List<String> messages = new ArrayList<>();
  private boolean looked;

  Maildir(Shell shell, String path) {
    this.shell = shell;
    // Shell built-ins only: no process is made to find out that nothing has changed. A pattern
    // that matches nothing stays as it is.
    this.path = Shell.quoted(path);
    this.list = "printf '%s\\n' " + this.path + "/new/* " + this.path + "/cur/*";
  }

  @Override
  public List<String> messages() throws IOException {
    List<String> fresh = look();
    if (looked) {
      old.addAll(fresh);
    }
    looked = true;
    return List.copyOf(messages);
  }

  @Override
  public Optional<List<String>> take() throws IOException {
    look();
    old.addAll(known);
    looked = true;
    List<String> taken = List.copyOf(messages);
    messages.clear();
    return Optional.of(taken);
  }

  /** Reads what is new, and returns the names of that. */
  private List<String> look() throws IOException {
    var files = new LinkedHashMap<String, String>();
    for (String file : shell.run(removal() + list).split("\n", -1)) {
      String name = name(file);
      if (!name.isEmpty() && !name.equals("*")) {
        files.put(name, file);
      }
    }
    known.retainAll(files.keySet());
    old.retainAll(files.keySet());
    List<String> fresh = files.keySet().stream().filter(name -> !known.contains(name)).toList();
    var read = new LinkedHashMap<String, String>();
    for (int i = 0; i < fresh.size(); i += BATCH) {
      fetch(fresh.subList(i, Math.min(i + BATCH, fresh.size())), files, read);
    }
    known.addAll(read.keySet());
    messages.addAll(read.values());
    return List.copyOf(read.keySet());
  }

  /** What deletes all that is old, wherever it has been moved to meanwhile. */
  private String removal() {
    var script = new StringBuilder();
    int i = 0;
    for (String name : old) {
      script.append(i++ % BATCH == 0 ? "\nrm -f" : "");
      for (String folder : List.of("/new/", "/cur/")) {
        String file = path + folder + Shell.quoted(name);
        script.append(' ').append(file).append(' ').append(file).append(":*");
      }
    }
    return script.append('\n').toString();
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
