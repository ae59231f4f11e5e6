package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/**
 * Reads the path of MAIL and RCPT. The grammar is the union of RFC 821 section 4.1.2 and RFC 5321
 * section 4.1.2: source routes, quoting by backslash in and out of quotes, {@code #} numbers,
 * literals. The stock MAIL and RCPT handlers take paths without brackets, trim blanks around them
 * and know no routes.
 */
final class PathParser {
  private static final int PATH_LIMIT = 256;

  private final Cursor in;
  private final Defects defects;
  private final DomainParser domains;
  private final LocalPartParser localParts;

  PathParser(Cursor in, Defects defects) {
    this.in = in;
    this.defects = defects;
    this.domains = new DomainParser(in, defects);
    this.localParts = new LocalPartParser(in, defects);
  }

  /** The argument of FROM:, which may be empty. */
  MailPath reversePath() throws SyntaxException {
    return path(false);
  }

  /** The argument of TO:, which may be a bare postmaster. */
  MailPath forwardPath() throws SyntaxException {
    return path(true);
  }

  private MailPath path(boolean forward) throws SyntaxException {
    int start = in.position();
    in.expect('<');
    boolean twice = defects.has(DOUBLE_BRACKETS_ACCEPTED) && in.eat('<');
    if (in.peek() == '>' && (!forward || defects.has(EMPTY_FORWARD_PATH_ACCEPTED))) {
      in.expect('>');
      return MailPath.NULL;
    }
    route();
    MailPath path = mailbox(forward);
    if (twice) {
      in.expect('>');
    }
    close();
    return measured(path, in.since(start));
  }

  private void close() throws SyntaxException {
    if (defects.has(TWO_PATHS_ACCEPTED) && in.peek() == ',') {
      while (!in.atEnd() && in.peek() != '>') {
        in.next();
      }
    }
    if (!in.eat('>') && !(defects.has(UNCLOSED_PATH_ACCEPTED) && in.atEnd())) {
      throw in.expected("'>'");
    }
  }

  /** The hosts of a source route are checked and forgotten, RFC 5321 appendix C. */
  private void route() throws SyntaxException {
    if (in.peek() != '@' || (defects.has(MAILBOX_WITHOUT_USER_ACCEPTED) && !in.holds(":"))) {
      return;
    }
    int hosts = 0;
    do {
      hop();
      hosts++;
    } while (in.eat(','));
    in.expect(':');
    boolean refused =
        hosts == 1 ? defects.has(ROUTE_OF_ONE_REFUSED) : defects.has(ROUTE_OF_MANY_REFUSED);
    if (refused) {
      throw in.expected("no route");
    }
  }

  private void hop() throws SyntaxException {
    if (defects.has(ROUTE_WITHOUT_HOST_ACCEPTED) && (in.peek() == ',' || in.peek() == ':')) {
      return;
    }
    if (!in.eat('@') && !defects.has(ROUTE_AT_SIGN_MISSING_ACCEPTED)) {
      throw in.expected("'@'");
    }
    if (!(defects.has(ROUTE_WITHOUT_HOST_ACCEPTED) && in.peek() == ':')) {
      domains.domain();
    }
  }

  private MailPath mailbox(boolean forward) throws SyntaxException {
    int start = in.position();
    boolean noUser = defects.has(MAILBOX_WITHOUT_USER_ACCEPTED) && in.peek() == '@';
    String user = noUser ? "postmaster" : localParts.localPart();
    boolean bare = forward && user.equalsIgnoreCase("postmaster");
    if (in.peek() != '@' && (bare || defects.has(MAILBOX_WITHOUT_DOMAIN_ACCEPTED))) {
      return new MailPath("", in.since(start), user, "");
    }
    in.expect('@');
    if (defects.has(TWO_AT_SIGNS_ACCEPTED)) {
      in.eat('@');
    }
    boolean noDomain = defects.has(MAILBOX_WITHOUT_DOMAIN_ACCEPTED) && in.peek() == '>';
    String domain = noDomain ? "" : domains.domain();
    return new MailPath("", in.since(start), user, domain);
  }

  private MailPath measured(MailPath path, String text) throws SyntaxException {
    int limit = defects.has(PATH_LIMIT_255) ? PATH_LIMIT - 1 : PATH_LIMIT;
    if (text.length() > limit) {
      throw in.expected("a path of at most " + limit + " characters");
    }
    return new MailPath(text, path.mailbox(), path.user(), path.domain());
  }
}
