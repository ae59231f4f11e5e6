package org.smtpspec.reference;

import java.util.Optional;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.smtp.SMTPConfiguration;
import org.apache.james.protocols.smtp.SMTPSessionImpl;

/**
 * The state of one connection: who said hello, which transaction is open, whether message text is
 * being read. The stock session keeps these as attachments under string keys.
 */
final class Session extends SMTPSessionImpl {
  private static final Reply TOO_LONG = Reply.of(500, "Line too long");
  private static final Reply FAILED = Reply.of(451, "Local error in processing");

  private final Residue residue = new Residue();
  private Optional<Hello> hello = Optional.empty();
  private Optional<Transaction> transaction = Optional.empty();
  private Optional<TextHandler> text = Optional.empty();
  private boolean throwsAway;

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
    this.transaction = Optional.empty();
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
    transaction = Optional.of(opened);
  }

  void drop() {
    transaction = Optional.empty();
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
    drop();
  }

  @Override
  public Reply newLineTooLongResponse() {
    return TOO_LONG;
  }

  @Override
  public Reply newFatalErrorResponse() {
    return FAILED;
  }
}
