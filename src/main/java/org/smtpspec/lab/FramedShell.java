package org.smtpspec.lab;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell that lives long and is spoken to over its standard input and output: one script at a
 * time, and behind what it writes a line with a word that no mail contains, and the exit status.
 */
final class FramedShell implements Shell {
  /** The end of an answer is looked for in so many octets: a mark is 32, a status up to 3. */
  private static final int TAIL = 48;

  private final String mark = UUID.randomUUID().toString().replace("-", "");
  private final Pattern end = Pattern.compile("\n" + mark + " (\\d{1,3})\n\\z");
  private final OutputStream in;
  private final InputStream out;

  /**
   * A shell that reads from {@code in} and writes to {@code out}. Reading from {@code out} must end
   * by itself when nothing comes.
   */
  FramedShell(OutputStream in, InputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public synchronized String run(String script) throws IOException {
    String framed = "{ " + script + "\n} </dev/null; printf '\\n%s %s\\n' " + mark + " \"$?\"\n";
    in.write(Texts.octets(framed));
    in.flush();
    var answer = new Answer();
    var buffer = new byte[8192];
    while (true) {
      int got = out.read(buffer);
      if (got < 0) {
        throw new EOFException("the shell in the container has ended");
      }
      answer.write(buffer, 0, got);
      Matcher matcher = end.matcher(answer.tail(TAIL));
      if (matcher.find()) {
        return checked(answer.without(matcher.group().length()), matcher.group(1), script);
      }
    }
  }

  private static String checked(String text, String status, String script) throws IOException {
    if (!status.equals("0")) {
      throw new ScriptFailed(script, status, text);
    }
    return text;
  }

  @Override
  public void close() {
    try {
      in.close();
      out.close();
    } catch (IOException e) {
      // It is not used any more.
    }
  }

  /** Grows to an answer; its end can be looked at without a copy of all of it. */
  private static final class Answer extends ByteArrayOutputStream {
    String tail(int length) {
      int from = Math.max(0, count - length);
      return new String(buf, from, count - from, StandardCharsets.ISO_8859_1);
    }

    String without(int length) {
      return new String(buf, 0, count - length, StandardCharsets.ISO_8859_1);
    }
  }
}
