package org.smtpspec.sink;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.smtpspec.sink.Answers.Answer;
import org.smtpspec.sink.Session.Kind;

/**
 * One session of a host of the sink, RFC 5321 section 4.1. It is lenient towards the client, so
 * that whatever the client sends is recorded. A client that says nothing for {@value #IDLE_MS} ms,
 * or sends more than {@value #MOST_READ} octets, is left.
 */
final class Conversation {
  private static final int IDLE_MS = 60_000;
  private static final long MOST_READ = 256L << 20;
  private static final int SLOW_MS = 300;
  private static final int TEXT_PIECE = 8192;

  private final Host host;
  private final Answers answers;
  private final Records records;
  private final Recording recording;
  private final Incoming in;
  private final OutputStream out;
  private final List<Session.Recipient> recipients = new ArrayList<>();
  private String hello = "";
  private String sender = "";
  private long read;

  Conversation(Host host, Socket socket, Answers answers, Records records) throws IOException {
    socket.setSoTimeout(IDLE_MS);
    socket.setTcpNoDelay(true);
    this.host = host;
    this.answers = answers;
    this.records = records;
    this.in = new Incoming(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.recording = records.begin(host.name(), socket.getInetAddress().getHostAddress());
  }

  /** Talks until the client goes. */
  void hold() {
    try {
      say(answers.greeting(host));
      boolean open = true;
      while (open) {
        String line = line();
        records.add(recording, Kind.COMMAND, line);
        open = obey(line.stripTrailing());
      }
    } catch (SocketTimeoutException e) {
      records.add(recording, Kind.NOTE, "left: the client said nothing for " + IDLE_MS + " ms");
    } catch (IOException e) {
      records.add(recording, Kind.NOTE, String.valueOf(e.getMessage()));
    } finally {
      reset();
      recording.end();
    }
  }

  private String line() throws IOException {
    String line = in.line();
    read += line.length();
    if (read > MOST_READ) {
      throw new EOFException("left: the client sent more than " + MOST_READ + " octets");
    }
    return line;
  }

  private void say(Answer answer) throws IOException {
    if (host.persona() == Persona.SLOW) {
      pause();
    }
    String early = in.early();
    if (!early.isEmpty()) {
      records.add(recording, Kind.EARLY, early);
    }
    records.add(recording, Kind.REPLY, answer.octets());
    out.write(answer.octets().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(SLOW_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the sink is closing", e);
    }
  }

  /** Answers one command; gives whether the session goes on. */
  private boolean obey(String line) throws IOException {
    String word = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    switch (word) {
      case "HELO", "EHLO" -> hello(line, word.equals("EHLO"));
      case "MAIL", "SEND", "SOML", "SAML" -> {
        reset();
        sender = line;
        say(answers.mail(host));
      }
      case "RCPT" -> recipient(line);
      case "DATA" -> data();
      default -> {
        if (word.equals("RSET") || word.equals("QUIT")) {
          reset();
        }
        say(answers.other(host, word));
      }
    }
    return !word.equals("QUIT");
  }

  private void hello(String line, boolean extended) throws IOException {
    reset();
    Answer answer = answers.hello(host, extended);
    if (answer.isTaken()) {
      hello = line;
    }
    say(answer);
  }

  private void recipient(String line) throws IOException {
    Answer answer = sender.isEmpty() ? Answer.of(503, "MAIL first") : answers.recipient(host, line);
    recipients.add(new Session.Recipient(line, answer.code()));
    recording.failed(isAnyTaken() ? null : failure());
    say(answer);
  }

  private boolean isAnyTaken() {
    return recipients.stream().anyMatch(recipient -> recipient.code() / 100 == 2);
  }

  private Session.Mail failure() {
    return new Session.Mail(false, hello, sender, recipients, "");
  }

  private void data() throws IOException {
    if (!isAnyTaken()) {
      say(Answer.of(503, "RCPT first"));
      return;
    }
    Answer go = answers.data(host);
    if (go.code() != 354) {
      recording.failed(failure());
      say(go);
      return;
    }
    say(go);
    String text = text();
    Answer end = answers.end(host);
    record(end.isTaken(), text);
    reset();
    say(end);
  }

  /** Reads up to the end mark, which stands between CRLF and CRLF; gives what is before it. */
  private String text() throws IOException {
    var text = new StringBuilder();
    var piece = new StringBuilder();
    boolean atLineStart = true;
    while (true) {
      String line = line();
      piece.append(line);
      boolean end = atLineStart && line.equals(".\r\n");
      if (end || piece.length() > TEXT_PIECE || in.isExhausted()) {
        records.add(recording, Kind.TEXT, piece.toString());
        piece.setLength(0);
      }
      if (end) {
        return text.toString();
      }
      if (text.length() < Recording.MOST) {
        text.append(line);
      }
      atLineStart = line.endsWith("\r\n");
    }
  }

  private void record(boolean taken, String text) {
    records.add(recording, new Session.Mail(taken, hello, sender, recipients, text));
    recipients.clear();
  }

  /** Ends the transaction; one that had a recipient is recorded as not taken. */
  private void reset() {
    if (!recipients.isEmpty()) {
      record(false, "");
    }
    sender = "";
  }
}
