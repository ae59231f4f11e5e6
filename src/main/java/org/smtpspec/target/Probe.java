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
 * @param keywords the EHLO keywords, upper case
 * @param takesEhlo whether EHLO was answered 250
 * @param failure why the server could not be talked to at all, if so
 */
public record Probe(
    String banner,
    List<String> capabilities,
    List<String> keywords,
    boolean takesEhlo,
    Optional<Fault> failure) {
  /** Copies the lists. */
  public Probe {
    capabilities = List.copyOf(capabilities);
    keywords = List.copyOf(keywords);
  }

  /** Looks at {@code address}; a greeting may take {@code limit}. */
  public static Probe of(InetSocketAddress address, Duration limit) {
    String banner = "";
    try (var connection = Connection.open(address)) {
      Reply greeting = connection.reply(limit);
      banner = greeting.raw().escaped();
      connection.write(Octets.of("EHLO client.test\r\n"));
      Reply list = connection.reply(limit);
      connection.write(Octets.of("QUIT\r\n"));
      boolean taken = list.code() == 250;
      List<String> capabilities =
          taken && list.lines().size() > 1
              ? list.lines().subList(1, list.lines().size())
              : List.of();
      return new Probe(
          banner, capabilities, taken ? list.keywords() : List.of(), taken, Optional.empty());
    } catch (FaultException e) {
      boolean mute =
          banner.isEmpty()
              && (e.fault() instanceof Fault.Refusal || e.fault() instanceof Fault.Silence);
      return new Probe(
          banner, List.of(), List.of(), false, mute ? Optional.of(e.fault()) : Optional.empty());
    }
  }

  /** What the server and what is known of it offer, for {@link org.smtpspec.suite.Need#unmet}. */
  public Set<String> offers(Target target) {
    var offers = new LinkedHashSet<String>();
    target.facts().keySet().forEach(fact -> offers.add("arg:" + fact));
    keywords.forEach(keyword -> offers.add("ehlo:" + keyword));
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
