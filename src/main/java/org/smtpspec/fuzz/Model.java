package org.smtpspec.fuzz;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.smtpspec.wire.Reply;

/**
 * Reads what the client writes as a server has to read it, and says for each command which replies
 * the state allows. CRLF alone ends a command, CRLF . CRLF alone a text: RFC 5321 sections 2.3.8
 * and 4.1.1.4. It talks to nobody.
 */
final class Model {
  private static final String END_MARK = "\r\n.\r\n";
  private static final Pattern DATA_LINE = Pattern.compile("(?is)(?:^|\n)DATA(?: [^\r\n]*)?\r\n.");

  private final Terms terms;
  private final StringBuilder input = new StringBuilder();
  private final StringBuilder chunks = new StringBuilder();
  private Session session = Session.OPENING;
  private boolean lost;
  private boolean lone;
  private boolean inStep;
  private boolean strayed;
  private Login login;

  Model(Terms terms) {
    this.terms = terms;
    this.login = new Login(terms, "");
  }

  /** Takes what the client writes. */
  void feed(String octets) {
    input.append(octets);
  }

  Session session() {
    return session;
  }

  /** Whether it can no longer be told how a server must understand what it was sent. */
  boolean isLost() {
    return lost;
  }

  /** Whether something has been written that is not looked at yet. */
  boolean hasMore() {
    return input.length() > 0;
  }

  /** Whether the last that has been written is a part of a line. */
  boolean hasOpenLine() {
    int end = input.length();
    return end > 0 && (end < 2 || input.charAt(end - 2) != '\r' || input.charAt(end - 1) != '\n');
  }

  /** Whether what has been written behind {@code command} may be text that has not ended. */
  boolean hasTextBehind(Command command) {
    if (input.length() == 0) {
      return false;
    }
    String lines = (command.verb() == Verb.DATA ? "DATA\r\n" : "\r\n") + input;
    int line = lines.lastIndexOf('\n', lines.lastIndexOf(END_MARK));
    return DATA_LINE.matcher(lines).find(Math.max(line, 0));
  }

  /** The next thing to which the server owes a reply; empty when it owes none. */
  Optional<Command> next() {
    if (lost || session.state() == State.OVER) {
      return Optional.empty();
    } else if (session.state() == State.OPENING) {
      return Optional.of(Command.CONNECT);
    }
    return switch (session.state()) {
      case TEXT -> text();
      case ASKED -> response();
      default -> line();
    };
  }

  private Optional<Command> line() {
    int end = input.indexOf("\r\n");
    if (end < 0) {
      return Optional.empty();
    }
    Command command = Command.of(input.substring(0, end), terms);
    if (command.verb() == Verb.BDAT) {
      return chunk(command, Chunk.of(input.substring(0, end)), end + 2);
    }
    input.delete(0, end + 2);
    return Optional.of(
        switch (command.verb()) {
          case STARTTLS -> session.startTls() || session.secure() ? command : command.unoffered();
          case AUTH -> auth(command);
          default -> command;
        });
  }

  /** Of mechanisms that are offered and not known here nothing can be said. */
  private Command auth(Command command) {
    String[] words = command.written().stripTrailing().split(" +", 3);
    String mechanism = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
    boolean odd = command.argument() != Argument.FORMED;
    boolean offered = session.offers().contains("AUTH=" + mechanism);
    if (!session.offers().contains("AUTH") || (offered && !Login.knows(mechanism))) {
      return command.unoffered();
    } else if (odd || !offered) {
      return odd ? command : command.of(Argument.ODD);
    }
    login = new Login(terms, mechanism);
    return command.of(words.length > 2 ? login.initial(words[2]) : Argument.GOOD);
  }

  private Optional<Command> response() {
    int end = input.indexOf("\r\n");
    if (end < 0) {
      return Optional.empty();
    }
    String line = input.substring(0, end);
    input.delete(0, end + 2);
    boolean bare = line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0;
    Argument kind = bare ? Argument.BARE : login.classOf(line);
    return Optional.of(new Command(Verb.RESPONSE, kind, line + "\r\n"));
  }

  /** Goes on under TLS: what was written in the clear behind STARTTLS is thrown away. */
  void secured() {
    input.setLength(0);
  }

  /** Whether a command line that is not at its end is too long already. */
  boolean isInLongLine() {
    return session.state() != State.TEXT && input.length() > Command.LONGEST;
  }

  /** Whether a text that is not at its end holds what some take for the end mark. */
  boolean isTempting() {
    return session.state() == State.TEXT && TextClass.tempts(input.toString());
  }

  /** What is no chunk as RFC 3030 has it may be read with octets behind it, or without. */
  private Optional<Command> chunk(Command command, Optional<Chunk> form, int line) {
    if (form.isEmpty() || !session.chunking()) {
      boolean sized = command.written().chars().anyMatch(Character::isDigit);
      strayed = form.map(chunk -> chunk.size() > 0).orElse(sized);
      input.delete(0, line);
      return Optional.of(session.chunking() ? command : command.unoffered());
    }
    int whole = line + form.get().size();
    if (input.length() < whole) {
      return Optional.empty();
    }
    String written = input.substring(0, whole);
    input.delete(0, whole);
    String text = Chunk.doubled(chunks + Chunk.content(written));
    return Optional.of(
        Command.chunk(form.get().last() ? TextClass.of(text) : part(form.get(), text), written));
  }

  private static Argument part(Chunk chunk, String text) {
    if (chunk.size() == 0) {
      return Argument.EMPTY_CHUNK;
    }
    return TextClass.ofPart(text) == Argument.CLEAN ? Argument.CHUNK : Argument.ODD_CHUNK;
  }

  /** Whether a command line that is not at its end holds a lone LF or CR, or has held one. */
  boolean hasLoneEnd() {
    boolean text = session.state() == State.TEXT || isInChunk();
    String line = text ? "" : input.toString();
    int carriage = line.indexOf('\r');
    boolean inside = carriage >= 0 && carriage < line.length() - 1;
    return lone || inside || line.indexOf('\n') >= 0;
  }

  /** Whether some octets of a chunk are still to come. */
  boolean isInChunk() {
    int end = session.state() == State.TEXT ? -1 : input.indexOf("\r\n");
    return session.chunking() && end >= 0 && Chunk.of(input.substring(0, end)).isPresent();
  }

  /** Whether what a lone LF or CR is in was taken, so that a server is still in step. */
  boolean isInStep() {
    return inStep;
  }

  private Optional<Command> text() {
    boolean empty = input.indexOf(".\r\n") == 0;
    int end = empty ? 0 : input.indexOf(END_MARK);
    if (end < 0) {
      return Optional.empty();
    }
    Command command = Command.end(input.substring(0, end + (empty ? 0 : 2)));
    input.delete(0, end + (empty ? 3 : 5));
    return Optional.of(command);
  }

  /** What {@code command} may be answered now. */
  Allowed allowed(Command command) {
    Allowed allowed = strayed ? Law.ANYTHING : Law.of(command, session);
    return session.isStrained() ? allowed.orClosing() : allowed;
  }

  /** Goes on to the state that {@code reply} leads to. */
  void take(Command command, Reply reply) {
    boolean positive = reply.code() / 100 == 2 || reply.code() / 100 == 3;
    boolean wild = command.argument() == Argument.CONTROL || command.argument() == Argument.LONG;
    boolean bare = command.argument() == Argument.BARE;
    lone = lone || bare;
    inStep = bare && reply.code() / 100 == 2;
    lost =
        strayed
            || (positive
                && (bare
                    || command.verb() == Verb.EXTENSION
                    || (wild && !command.verb().isForAnyTime())));
    boolean extended = command.verb() == Verb.EHLO && positive;
    session =
        session.after(command, reply.code(), extended ? Set.copyOf(reply.offers()) : Set.of());
    if (session.chunks() != Envelope.Chunks.BEGUN) {
      chunks.setLength(0);
    } else if (command.verb() == Verb.BDAT) {
      chunks.append(Chunk.content(command.written()));
    }
  }
}
