package org.smtpspec.dialogue;

import java.util.Optional;
import org.smtpspec.wire.Octets;

/**
 * What must be so of the messages of a case in one inbox, or at the next hop. Line ends are
 * compared as LF.
 */
public sealed interface MailCheck
    permits MailCheck.Count,
        MailCheck.Contains,
        MailCheck.Header,
        MailCheck.BodyIs,
        MailCheck.Body,
        PassageCheck {
  /** The check as a suite file writes it. */
  String words();

  /** What in {@code mail} does not hold, in words; empty when all holds. */
  Optional<String> unmet(Observation.Mail mail, Bindings bindings);

  /** Exactly {@code n} messages arrived. */
  record Count(int n) implements MailCheck {
    @Override
    public String words() {
      return n == 0 ? "none" : "count " + n;
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      int found = mail.messages().size();
      return found == n
          ? Optional.empty()
          : Optional.of(found == 0 ? "no message" : "count " + found);
    }
  }

  /** Each message has these octets ({@code wanted}), or has not. */
  record Contains(Octets octets, boolean wanted) implements MailCheck {
    @Override
    public String words() {
      return "octets " + (wanted ? "contain" : "lack") + " \"" + octets.escaped() + "\"";
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      String sought = Message.lines(octets);
      return Message.each(
          mail.messages(),
          message -> message.all().contains(sought) == wanted,
          message -> wanted ? "they are not in it" : "they are in it");
    }
  }

  /** The regular expression is found in the header of each message ({@code wanted}), or is not. */
  record Header(String regexp, boolean wanted) implements MailCheck {
    @Override
    public String words() {
      return "header " + (wanted ? "~ /" : "!~ /") + regexp + "/";
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      return Message.each(
          mail.messages(),
          message -> bindings.find(regexp, message.header()) == wanted,
          message -> "header " + Octets.of(message.header()).escaped());
    }
  }

  /** The body of each message is exactly this. */
  record BodyIs(Octets octets) implements MailCheck {
    @Override
    public String words() {
      return "body is \"" + octets.escaped() + "\"";
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      String sought = Message.lines(octets);
      return Message.each(
          mail.messages(),
          message -> message.body().equals(sought),
          message -> "body is \"" + Octets.of(message.body()).escaped() + "\"");
    }
  }

  /** The regular expression is found in the body of each message. */
  record Body(String regexp) implements MailCheck {
    @Override
    public String words() {
      return "body ~ /" + regexp + "/";
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      return Message.each(
          mail.messages(),
          message -> bindings.find(regexp, message.body()),
          message -> "body is \"" + Octets.of(message.body()).escaped() + "\"");
    }
  }
}
