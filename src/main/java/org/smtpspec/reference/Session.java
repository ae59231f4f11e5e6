package org.smtpspec.reference;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.smtp.SMTPConfiguration;
import org.apache.james.protocols.smtp.SMTPSessionImpl;

/**
 * The state of one connection: who said hello, which transaction is open, whether message text is
 * being read. The stock session keeps these as attachments under string keys.
 */
final class Session extends SMTPSessionImpl {
  private static final Reply TOO_LONG = Reply.of(500, "Line too long").withStatus("5.5.2");
  private static final Reply FAILED =
      Reply.of(451, "Local error in processing").withStatus("4.3.0");

  private final Residue residue = new Residue();
  private Optional<Hello> hello = Optional.empty();
  private Optional<Transaction> transaction = Optional.empty();
  private Optional<TextHandler> text = Optional.empty();
  private boolean throwsAway;
  private Optional<ChunkHandler> chunk = Optional.empty();
  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
  private boolean chunked;
  private boolean authenticating;
  private boolean authenticated;
  private boolean startingTls;

  Session(ProtocolTransport transport, SMTPConfiguration configuration) {
    super(transport, configuration);
  }

  /**
   * What the client said of itself.
   *
   * @param extended whether by EHLO
   */
  record Hello(String name, boolean extended) {}

  Optional<Hello> hello() {
    return hello;
  }

  /** Takes a greeting, which drops an open transaction. RFC 821 section 4.1.1. */
  void greet(Hello hello) {
    this.hello = Optional.of(hello);
    drop();
  }

  void forgetHello() {
    hello = Optional.empty();
  }

  /** Whether the client may use extensions. */
  boolean isExtended() {
    return hello.map(Hello::extended).orElse(false);
  }

  Optional<Transaction> transaction() {
    return transaction;
  }

  void open(Transaction opened) {
    forgetChunks();
    transaction = Optional.of(opened);
  }

  void drop() {
    forgetChunks();
    transaction = Optional.empty();
  }

  private void forgetChunks() {
    chunks.reset();
    chunked = false;
  }

  /** Whether the open transaction has begun to come in chunks, be they empty. */
  boolean isChunked() {
    return chunked;
  }

  /** Takes note of a chunk that was taken. */
  void countChunk() {
    chunked = true;
  }

  /** Whether what comes in is message text. */
  boolean isReadingText() {
    return text.isPresent();
  }

  /** Has a defective server throw away what has come, and is not read yet. */
  void throwAway() {
    throwsAway = true;
  }

  /** Whether what has come is to be thrown away: once. */
  boolean throwsAway() {
    boolean wanted = throwsAway;
    throwsAway = false;
    return wanted;
  }

  /** Gives all that comes in to {@code reader}, until {@link #endText}. */
  void beginText(TextHandler reader) {
    text = Optional.of(reader);
    pushLineHandler(reader);
  }

  void endText() {
    text = Optional.empty();
    popLineHandler();
  }

  /** The octets of the chunks that came in the open transaction. */
  ByteArrayOutputStream chunks() {
    return chunks;
  }

  /** How many octets of a chunk are still to come; they are no command lines. */
  long missingOfChunk() {
    return chunk.map(ChunkHandler::missing).orElse(0L);
  }

  void beginChunk(ChunkHandler reader) {
    chunk = Optional.of(reader);
    pushLineHandler(reader);
  }

  void endChunk() {
    chunk = Optional.empty();
    popLineHandler();
  }

  /** Whether each line that comes in is a response of the client, RFC 4954 section 4. */
  boolean isAuthenticating() {
    return authenticating;
  }

  void beginAuth(AuthExchange exchange) {
    authenticating = true;
    pushLineHandler(exchange);
  }

  void endAuth() {
    authenticating = false;
    popLineHandler();
  }

  /** Whether the client has shown who it is. */
  boolean isAuthenticated() {
    return authenticated;
  }

  void authenticate() {
    authenticated = true;
  }

  /**
   * Goes back to the state behind the greeting. RFC 3207 section 4.2; a defective server keeps some
   * of it.
   */
  void startTls(boolean hello, boolean transaction) {
    startingTls = true;
    authenticated = false;
    if (hello) {
      forgetHello();
    }
    if (transaction) {
      drop();
    }
  }

  /** Whether what comes in is plain text behind STARTTLS, that nobody may act on. */
  boolean isStartingTls() {
    return startingTls;
  }

  void tlsStarted() {
    startingTls = false;
  }

  /** Throws away what a lost connection leaves. */
  void lost() {
    text.ifPresent(reader -> reader.lost(this));
    drop();
  }

  /** What only a defective server remembers. */
  Residue residue() {
    return residue;
  }

  @Override
  public void resetState() {
    super.resetState();
    if (!startingTls) {
      drop();
    }
  }

  @Override
  public Reply newLineTooLongResponse() {
    if (authenticating) {
      endAuth();
      return TOO_LONG.withStatus("5.5.6");
    }
    return TOO_LONG;
  }

  @Override
  public Reply newFatalErrorResponse() {
    return FAILED;
  }
}
