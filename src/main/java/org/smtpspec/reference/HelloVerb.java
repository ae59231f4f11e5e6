package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.ArrayList;
import java.util.List;
import org.smtpspec.reference.Session.Hello;

/**
 * HELO and EHLO. RFC 821 section 4.1.1, RFC 5321 section 4.1.1.1. The stock handlers reset the
 * state before they look at the argument, and take any text for a domain.
 */
final class HelloVerb extends Verb {
  private final Defects defects;

  HelloVerb(Defects defects) {
    super("HELO", "EHLO");
    this.defects = defects;
  }

  @Override
  Reply answer(Session session, Command command) {
    if (!isAcceptable(command.argument())) {
      return Reply.of(501, "A domain is wanted behind " + command.verb());
    }
    if (defects.has(SECOND_HELO_REFUSED) && session.hello().isPresent()) {
      return Reply.of(501, "You said hello already");
    }
    boolean extended = command.verb().equals("EHLO");
    var before = session.transaction();
    session.greet(new Hello(command.argument(), extended));
    if (defects.has(HELO_KEEPS_TRANSACTION)) {
      before.ifPresent(session::open);
    }
    return greeting(command.argument(), extended, session.isTLSStarted());
  }

  private boolean isAcceptable(String argument) {
    String domain = argument;
    if (defects.has(HELO_TWO_ARGUMENTS_ACCEPTED) && domain.indexOf(' ') > 0) {
      domain = domain.substring(0, domain.indexOf(' '));
    }
    if (defects.has(HELO_LITERAL_REFUSED) && domain.startsWith("[")) {
      return false;
    }
    return domain.isEmpty()
        ? defects.has(HELO_WITHOUT_ARGUMENT_ACCEPTED)
        : (defects.has(HELO_BAD_DOMAIN_ACCEPTED) && domain.indexOf(' ') < 0)
            || DomainParser.isDomain(domain, defects);
  }

  private Reply greeting(String client, boolean extended, boolean secure) {
    String text = name() + " greets " + (client.length() > 64 ? "you" : client);
    if (!extended) {
      return Reply.of(250, text);
    }
    List<String> lines = new ArrayList<>(List.of(text));
    lines.addAll(new Extensions(defects).lines(secure));
    return new Reply("250", "", lines, false);
  }

  private String name() {
    if (defects.has(HELO_WITHOUT_NAME)) {
      return "<hello>";
    }
    return defects.has(HELO_NAME_DIFFERS) ? "mail.mta.test" : Directory.HOST;
  }
}
