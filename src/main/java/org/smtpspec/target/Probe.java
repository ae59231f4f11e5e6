package org.smtpspec.target;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * What one look at a server tells: its banner, and what it offers in reply to EHLO, RFC 5321
 * section 4.1.1.1.
 *
 * @param banner the greeting; empty when none came
 * @param capabilities the lines of the EHLO list after the first, as sent
 * @param keywords the EHLO keywords, upper case, and their parameters: {@code AUTH=PLAIN}
 * @param secureKeywords those under TLS, RFC 3207 section 4.2; none when STARTTLS is not offered or
 *     does not succeed
 * @param takesEhlo whether EHLO was answered 250
 * @param failure why the server could not be talked to at all, if so
 */
public record Probe(
    String banner,
    List<String> capabilities,
    List<String> keywords,
    List<String> secureKeywords,
    boolean takesEhlo,
    Optional<Fault> failure) {
  /** Copies the lists. */
  public Probe {
    capabilities = List.copyOf(capabilities);
    keywords = List.copyOf(keywords);
    secureKeywords = List.copyOf(secureKeywords);
  }

  /** Looks at {@code address}; a greeting may take {@code limit}. */
  public static Probe of(InetSocketAddress address, Duration limit) {
    String banner = "";
    try (var connection = Connection.open(address)) {
      Reply greeting = connection.reply(limit);
      banner = greeting.raw().escaped();
      connection.write(Octets.of("EHLO client.test\r\n"));
      Reply list = connection.reply(limit);
      List<String> secure = secureKeywords(connection, list, limit);
      leave(connection);
      boolean taken = list.code() == 250;
      List<String> capabilities =
          taken && list.lines().size() > 1
              ? list.lines().subList(1, list.lines().size())
              : List.of();
      return new Probe(
          banner, capabilities, taken ? list.offers() : List.of(), secure, taken, Optional.empty());
    } catch (FaultException e) {
      boolean mute =
          banner.isEmpty()
              && (e.fault() instanceof Fault.Refusal || e.fault() instanceof Fault.Silence);
      return new Probe(
          banner,
          List.of(),
          List.of(),
          List.of(),
          false,
          mute ? Optional.of(e.fault()) : Optional.empty());
    }
  }

  /** Whoever has hung up after a handshake that failed has told all the same. */
  private static void leave(Connection connection) {
    try {
      connection.write(Octets.of("QUIT\r\n"));
    } catch (FaultException e) {
      // Nobody is there to be told.
    }
  }

  private static List<String> secureKeywords(Connection connection, Reply list, Duration limit) {
    if (!list.keywords().contains("STARTTLS")) {
      return List.of();
    }
    try {
      connection.write(Octets.of("STARTTLS\r\n"));
      if (connection.reply(limit).code() != 220) {
        return List.of();
      }
      connection.upgrade(limit);
      connection.write(Octets.of("EHLO client.test\r\n"));
      Reply secure = connection.reply(limit);
      return secure.code() == 250 ? secure.offers() : List.of();
    } catch (FaultException e) {
      return List.of();
    }
  }

  /** What the server and what is known of it offer, for {@link org.smtpspec.suite.Need#unmet}. */
  public Set<String> offers(Target target) {
    var offers = new LinkedHashSet<String>();
    target.facts().keySet().forEach(fact -> offers.add("arg:" + fact));
    keywords.forEach(keyword -> offers.add("ehlo:" + keyword));
    secureKeywords.forEach(keyword -> offers.add("tls:" + keyword));
    if (target.facts().keySet().containsAll(List.of("user", "password"))) {
      offers.add("auth");
    }
    if (takesEhlo) {
      offers.add("ehlo");
    }
    if (keywords.contains("STARTTLS")) {
      offers.add("tls");
    }
    for (String vantage : List.of("inside", "outside")) {
      if (target.address(vantage).isPresent()) {
        offers.add("vantage:" + vantage);
      }
    }
    if (target.nextHop().isPresent()) {
      offers.add("next-hop");
    }
    if (target.inbox().isPresent()) {
      offers.add("inbox");
    }
    return offers;
  }
}
