package org.smtpspec.fuzz;

/** The class of an argument, as the octets of a command show it to the model. */
enum Argument {
  /** None. */
  NONE,
  /** One that a server must take: the client's name, the sender, a mailbox that exists. */
  GOOD,
  /** The null reverse-path, which a server must take too. RFC 5321 section 4.5.5. */
  NULL_PATH,
  /** Well formed, and a server may still refuse it. */
  FORMED,
  /** An address in the own domain that does not exist. */
  MISSING,
  /** A well formed address elsewhere. */
  FOREIGN,
  /** A well formed path with parameters. */
  PARAMETERS,
  /** Not well formed, or well formed in a way that is seldom seen. */
  ODD,
  /** The line is longer than RFC 5321 section 4.5.3.1.4 lets it be. */
  LONG,
  /** An octet that no command may hold. RFC 5321 section 4.1.2. */
  CONTROL,
  /** A lone CR or LF: how many commands these octets are depends on who reads them. */
  BARE,
  /** A chunk that is not the last; the text is plain so far. RFC 3030 section 2. */
  CHUNK,
  /** A chunk of no octets that is not the last: RFC 3030 section 2 tells of none. */
  EMPTY_CHUNK,
  /** A chunk that is not the last, of text that a server may refuse. */
  ODD_CHUNK,
  /** A response by which the client shows who it is. RFC 4954 section 4. */
  RIGHT,
  /** A response that shows it for sure not to be who it says. */
  WRONG,
  /** A response that is not in base64. */
  NOT_BASE64,
  /** The response that cancels the exchange. */
  CANCEL,
  /** Text of the plainest kind; of BDAT the whole text, with the last chunk. */
  CLEAN,
  /** Text with octets above 0x7F, long lines, controls, or much of it. */
  STRANGE,
  /** Text with a lone CR or LF, or a NUL. RFC 5321 section 2.3.8. */
  TAINTED;

  /** Whether it is the line that a server may have no patience with, whatever it begins with. */
  boolean isHostile() {
    return this == LONG || this == CONTROL || this == BARE;
  }

  /** Whether it is the class of a whole text. */
  boolean isText() {
    return this == CLEAN || this == STRANGE || this == TAINTED;
  }

  /** Whether it is a chunk that is not the last. */
  boolean isPart() {
    return this == CHUNK || this == EMPTY_CHUNK || this == ODD_CHUNK;
  }
}
