package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;

/**
 * One exchange of challenges and responses, by PLAIN or LOGIN. RFC 4954 section 4, RFC 4616. Each
 * line that comes in is a response, until the exchange has succeeded, failed or been cancelled.
 */
final class AuthExchange implements LineHandler<Session> {
  private final Defects defects;
  private final boolean plain;
  private Optional<String> user = Optional.empty();

  AuthExchange(Defects defects, String mechanism) {
    this.defects = defects;
    this.plain = mechanism.equals("PLAIN");
  }

  /** What is asked next: by PLAIN nothing, by LOGIN the user name, then the password. */
  Reply challenge() {
    if (plain) {
      return Reply.of(334, defects.has(AUTH_CHALLENGE_WITH_TEXT) ? "Go ahead" : "");
    }
    String wanted = user.isEmpty() ? "Username:" : "Password:";
    return Reply.of(334, defects.has(AUTH_CHALLENGE_WITH_TEXT) ? wanted : encoded(wanted));
  }

  @Override
  public Response onLine(Session session, byte[] octets) {
    String line = new String(octets, StandardCharsets.ISO_8859_1).replaceFirst("\\r\\n\\z", "");
    Reply reply = response(session, line);
    boolean stuck = line.equals("*") && defects.has(AUTH_CANCEL_KEEPS_EXCHANGE);
    if (!reply.hasCode("3") && !stuck) {
      session.endAuth();
    }
    return new StatusCodes(defects).attached("AUTH", true, reply);
  }

  /** The reply to one response, as it came. */
  Reply response(Session session, String line) {
    if (line.equals("*")) {
      return Reply.of(defects.has(AUTH_CANCEL_535) ? 535 : 501, "Cancelled");
    }
    Optional<String> decoded = line.equals("=") ? Optional.of("") : decoded(line);
    if (decoded.isEmpty()) {
      int code = defects.has(AUTH_BAD_BASE64_535) ? 535 : 501;
      return defects.has(AUTH_BAD_BASE64_ENDS_SESSION)
          ? Reply.of(code, "That is not base64").closing()
          : Reply.of(code, "That is not base64");
    }
    return plain ? plain(session, decoded.get()) : login(session, decoded.get());
  }

  private Reply plain(Session session, String message) {
    String[] parts = message.split("\0", -1);
    if (parts.length != 3) {
      return Reply.of(defects.has(AUTH_BAD_MESSAGE_ACCEPTED) ? 235 : 501, "Not a PLAIN message");
    }
    boolean himself = parts[0].isEmpty() || parts[0].equals(parts[1]);
    return himself || defects.has(AUTH_ANY_IDENTITY_ACCEPTED)
        ? outcome(session, parts[1], parts[2])
        : refused(session);
  }

  private Reply login(Session session, String response) {
    if (user.isEmpty()) {
      user = Optional.of(response);
      return challenge();
    }
    return outcome(session, user.get(), response);
  }

  private Reply outcome(Session session, String name, String password) {
    boolean taken =
        Credentials.fit(name, password)
            || (name.equals(Credentials.USER) && defects.has(AUTH_WRONG_PASSWORD_ACCEPTED))
            || (password.isEmpty() && defects.has(AUTH_EMPTY_PASSWORD_ACCEPTED))
            || (password.equals(Credentials.PASSWORD) && defects.has(AUTH_WRONG_USER_ACCEPTED));
    if (!taken) {
      return refused(session);
    }
    session.authenticate();
    return Reply.of(defects.has(AUTH_ANSWERED_250) ? 250 : 235, "Authentication succeeded");
  }

  private Reply refused(Session session) {
    if (defects.has(AUTH_FAILURE_GRANTS_RELAY)) {
      session.authenticate();
    }
    Reply reply = Reply.of(defects.has(AUTH_FAILURE_450) ? 450 : 535, "Credentials invalid");
    return defects.has(AUTH_FAILURE_ENDS_SESSION) ? reply.closing() : reply;
  }

  private Optional<String> decoded(String line) {
    String text = line;
    if (defects.has(AUTH_FOREIGN_SIGNS_IGNORED)) {
      text = text.replaceAll("[^A-Za-z0-9+/=]", "");
    }
    if (defects.has(AUTH_PAD_IN_THE_MIDDLE_IGNORED)) {
      text = text.replaceAll("=(?=.*[^=])", "");
    }
    try {
      byte[] octets = Base64.getDecoder().decode(text);
      // The decoder of the JDK takes a string without its pad signs.
      return text.length() % 4 == 0
          ? Optional.of(new String(octets, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
