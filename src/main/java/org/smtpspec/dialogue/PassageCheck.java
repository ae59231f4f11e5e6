package org.smtpspec.dialogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.smtpspec.wire.Octets;

/** What must be so of the transactions by which a message reached a next hop. */
public sealed interface PassageCheck extends MailCheck {
  private static Optional<String> each(
      List<Passage> passages, Predicate<Passage> holds, Function<Passage, String> found) {
    List<Passage> taken = passages.stream().filter(Passage::taken).toList();
    return taken.isEmpty()
        ? Optional.of("no message")
        : taken.stream().filter(holds.negate()).findFirst().map(found);
  }

  /** The lines of the envelope that can be searched. */
  enum Part {
    /** The HELO or EHLO line. */
    HELO,
    /** The MAIL line. */
    MAIL,
    /** The RCPT lines, each on a line of its own. */
    RCPT;

    private String of(Passage passage) {
      return switch (this) {
        case HELO -> passage.hello();
        case MAIL -> passage.mail();
        case RCPT -> String.join("\n", passage.recipients());
      };
    }
  }

  /** The regular expression is found in this part of each envelope ({@code wanted}), or is not. */
  record Envelope(Part part, String regexp, boolean wanted) implements PassageCheck {
    @Override
    public String words() {
      String name = part.name().toLowerCase(Locale.ROOT);
      return name + (wanted ? " ~ /" : " !~ /") + regexp + "/";
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      return each(
          mail.passages(),
          passage -> bindings.find(regexp, part.of(passage)) == wanted,
          passage -> Octets.of(part.of(passage)).escaped());
    }
  }

  /** Each transaction has so many recipients. */
  record RecipientCount(int n) implements PassageCheck {
    @Override
    public String words() {
      return "rcpt count " + n;
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      return each(
          mail.passages(),
          passage -> passage.recipients().size() == n,
          passage -> "rcpt count " + passage.recipients().size());
    }
  }

  /** The text as it was sent, periods not taken off, has these octets ({@code wanted}) or not. */
  record Raw(Octets octets, boolean wanted) implements PassageCheck {
    @Override
    public String words() {
      return "raw " + (wanted ? "contain" : "lack") + " \"" + octets.escaped() + "\"";
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      return each(
          mail.passages(),
          passage -> passage.text().text().contains(octets.text()) == wanted,
          passage -> wanted ? "they are not in it" : "they are in it");
    }
  }

  /** The host of this name got each message. */
  record HostIs(String name) implements PassageCheck {
    @Override
    public String words() {
      return "host is " + name;
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      return each(
          mail.passages(),
          passage -> passage.host().equalsIgnoreCase(name),
          passage -> "host is " + passage.host());
    }
  }

  /** The server sent nothing before a reply that it had to wait for, RFC 821 section 4.3. */
  record Waits() implements PassageCheck {
    @Override
    public String words() {
      return "client waits";
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      return each(
          mail.passages(),
          passage -> passage.early().isEmpty(),
          passage -> "before the reply came \"" + Octets.of(passage.early()).escaped() + "\"");
    }
  }

  /** No line is longer than a server must take: RFC 821 section 4.5.3. */
  record Fits() implements PassageCheck {
    private static final int COMMAND = 512;
    private static final int TEXT = 1000;

    @Override
    public String words() {
      return "client fits";
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      return each(
          mail.passages(),
          passage -> passage.longest() <= COMMAND && passage.longestText() <= TEXT,
          passage ->
              "a command line of "
                  + passage.longest()
                  + " octets, a text line of "
                  + passage.longestText());
    }
  }

  /** A transaction was tried, taken or not: the server has come so far. */
  record Tried() implements PassageCheck {
    @Override
    public String words() {
      return "tried";
    }

    @Override
    public Optional<String> unmet(Observation.Mail mail, Bindings bindings) {
      return mail.passages().isEmpty() ? Optional.of("not tried") : Optional.empty();
    }
  }
}
