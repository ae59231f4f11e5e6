package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;

/**
 * The argument of MAIL or RCPT: a keyword with its colon, a path, parameters. RFC 5321 section
 * 4.1.1.2. No blank stands on either side of the colon.
 *
 * @param parameters the words behind the path
 */
record PathArgument(MailPath path, List<String> parameters) {

  /** Reads the argument of a command that opens a transaction. */
  static PathArgument sender(String argument, Defects defects) throws SyntaxException {
    if (argument.equalsIgnoreCase("FROM:") && defects.has(MAIL_WITHOUT_PATH_ACCEPTED)) {
      return new PathArgument(MailPath.NULL, List.of());
    }
    boolean optional = defects.has(MAIL_WITHOUT_FROM_ACCEPTED);
    String keyword = startsWith(argument, "TO:") && defects.has(MAIL_TO_ACCEPTED) ? "TO:" : "FROM:";
    Cursor in = behind(keyword, argument, defects.has(FROM_CASE_SENSITIVE), optional);
    MailPath path = new PathParser(in, defects).reversePath();
    return new PathArgument(path, parameters(in, defects));
  }

  /** Reads the argument of RCPT. */
  static PathArgument recipient(String argument, Defects defects) throws SyntaxException {
    boolean optional = defects.has(RCPT_WITHOUT_TO_ACCEPTED);
    Cursor in = behind("TO:", argument, defects.has(TO_CASE_SENSITIVE), optional);
    MailPath path = new PathParser(in, defects).forwardPath();
    return new PathArgument(path, parameters(in, defects));
  }

  private static Cursor behind(String keyword, String argument, boolean exact, boolean optional)
      throws SyntaxException {
    if (exact ? argument.startsWith(keyword) : startsWith(argument, keyword)) {
      return new Cursor(argument.substring(keyword.length()));
    }
    if (optional && argument.startsWith("<")) {
      return new Cursor(argument);
    }
    throw new SyntaxException(keyword, argument, 0);
  }

  private static boolean startsWith(String argument, String keyword) {
    return argument.regionMatches(true, 0, keyword, 0, keyword.length());
  }

  private static List<String> parameters(Cursor in, Defects defects) throws SyntaxException {
    if (in.atEnd() || defects.has(JUNK_BEHIND_PATH_ACCEPTED)) {
      return List.of();
    }
    in.expect(' ');
    return List.of(in.rest().split(" ", -1));
  }
}
