package org.smtpspec.reference;

/** Reads the string of VRFY and EXPN: a user name, quoted or not, a mailbox, or a path. */
final class Name {
  private Name() {}

  /** Gives the string as a mailbox; one without domain has an empty domain. */
  static MailPath parse(String words) {
    String argument = words.replaceFirst("(?i)(?<=\\S) +SMTPUTF8$", "");
    boolean bracketed = argument.startsWith("<") && argument.endsWith(">");
    String text = bracketed ? argument : "<" + argument + ">";
    try {
      Cursor in = new Cursor(text);
      MailPath path = new PathParser(in, Defects.none()).reversePath();
      return in.atEnd() ? path : word(argument);
    } catch (SyntaxException e) {
      return word(argument);
    }
  }

  private static MailPath word(String argument) {
    Cursor in = new Cursor(argument);
    try {
      String user = new LocalPartParser(in, Defects.none()).localPart();
      if (in.atEnd()) {
        return new MailPath(argument, argument, user, "");
      }
    } catch (SyntaxException e) {
      // Not a local part: then it may be a name with blanks, which stands for itself.
    }
    return new MailPath(argument, argument, argument, "");
  }
}
