package org.smtpspec.sink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One session of a client with a host of the sink, whole, or as far as it has come.
 *
 * @param host the name of the host
 * @param client the address that the client came from
 * @param began when, in milliseconds since 1970
 * @param ended whether the connection is closed
 * @param pieces what went over the wire, in order
 * @param messages the mail transactions, in order, each when it has ended or was refused
 */
public record Session(
    String host,
    String client,
    long began,
    boolean ended,
    List<Piece> pieces,
    List<Mail> messages) {
  /** Copies the lists. */
  public Session {
    pieces = List.copyOf(pieces);
    messages = List.copyOf(messages);
  }

  /** What a piece of a session is. */
  public enum Kind {
    /** A command line of the client's, with its line end. */
    COMMAND,
    /** A part of a message text, as it came, with the end mark. */
    TEXT,
    /** A reply of the host's. */
    REPLY,
    /**
     * Octets of the client's that had come before the reply that follows was sent; they stand once
     * more where they are read.
     */
    EARLY,
    /** Words of ours: why the session broke off. */
    NOTE
  }

  /**
   * One piece of a session.
   *
   * @param ms milliseconds since the session began
   * @param octets in ISO 8859-1, which loses none
   */
  public record Piece(Kind kind, long ms, String octets) {}

  /**
   * A mail transaction that had a recipient, taken or not.
   *
   * @param taken whether the message was: the end of its text was answered 2xx
   * @param hello the last HELO or EHLO line before it, without line end; empty if there was none
   * @param mail the MAIL, SEND, SOML or SAML line, without line end
   * @param recipients the RCPT lines and their answers, in order
   * @param text the octets after DATA as they came, periods not taken off, without the end mark;
   *     empty when it did not come so far
   */
  public record Mail(
      boolean taken, String hello, String mail, List<Recipient> recipients, String text) {
    /** Copies the list. */
    public Mail {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * A RCPT line and what it was answered.
   *
   * @param code the reply code; 2xx is taken
   */
  public record Recipient(String line, int code) {}

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      text(out, host);
      text(out, client);
      out.writeLong(began);
      out.writeBoolean(ended);
      out.writeInt(pieces.size());
      for (Piece piece : pieces) {
        text(out, piece.kind().name());
        out.writeLong(piece.ms());
        text(out, piece.octets());
      }
      out.writeInt(messages.size());
      for (Mail mail : messages) {
        write(out, mail);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Mail mail) throws IOException {
    out.writeBoolean(mail.taken());
    text(out, mail.hello());
    text(out, mail.mail());
    out.writeInt(mail.recipients().size());
    for (Recipient recipient : mail.recipients()) {
      text(out, recipient.line());
      out.writeInt(recipient.code());
    }
    text(out, mail.text());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    out.writeInt(octets.length);
    out.write(octets);
  }

  static Session of(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String host = text(in);
      String client = text(in);
      long began = in.readLong();
      boolean ended = in.readBoolean();
      var pieces = new ArrayList<Piece>();
      for (int left = in.readInt(); left > 0; left--) {
        pieces.add(new Piece(Kind.valueOf(text(in)), in.readLong(), text(in)));
      }
      var messages = new ArrayList<Mail>();
      for (int left = in.readInt(); left > 0; left--) {
        messages.add(mail(in));
      }
      return new Session(host, client, began, ended, pieces, messages);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a session", e);
    }
  }

  private static Mail mail(DataInputStream in) throws IOException {
    boolean taken = in.readBoolean();
    String hello = text(in);
    String mail = text(in);
    var recipients = new ArrayList<Recipient>();
    for (int left = in.readInt(); left > 0; left--) {
      recipients.add(new Recipient(text(in), in.readInt()));
    }
    return new Mail(taken, hello, mail, recipients, text(in));
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("not a session: a text of " + length + " octets");
    }
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }
}
