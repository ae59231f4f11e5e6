package org.smtpspec.reference;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.smtpspec.sink.Zones;

/**
 * Relay rules in the order of a file, of which the first that fits decides; when none does, the
 * recipient is refused. A line is {@code ACTION CONDITION}; the actions are {@code relay}, {@code
 * refuse}, {@code drop} and {@code bounce}; the conditions are {@code all}, {@code from NETWORK},
 * {@code sender DOMAIN} (what the client claims), {@code to DOMAIN} and {@code to-mx} (each domain
 * whose MX is this host). Empty lines and what follows {@code #} say nothing.
 */
public record RelayRules(List<Rule> rules) implements RelayPolicy {
  private static final Zones ZONES = Zones.load();

  /** Copies the list. */
  public RelayRules {
    rules = List.copyOf(rules);
  }

  /** One line. */
  public record Rule(Decision action, String condition, String value) {
    private boolean fits(InetAddress client, String sender, String domain) {
      return switch (condition) {
        case "from" -> Network.parse(value).contains(client);
        case "sender" -> value.equalsIgnoreCase(sender);
        case "to" -> value.equalsIgnoreCase(domain);
        case "to-mx" ->
            ZONES.exchangers().getOrDefault(domain.toLowerCase(Locale.ROOT), List.of()).stream()
                .anyMatch(mx -> mx.host().equals(Directory.HOST));
        default -> true;
      };
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param name the file's name in errors
   * @throws IllegalArgumentException that says file, line and what was expected
   */
  public static RelayRules parse(String name, String text) {
    var rules = new ArrayList<Rule>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        int number = i + 1;
        rules.add(
            rule(line.split("\\s+"))
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            name
                                + ":"
                                + number
                                + ": found '"
                                + line
                                + "', expected relay, refuse, drop or bounce, and all, from NETWORK,"
                                + " sender DOMAIN, to DOMAIN or to-mx")));
      }
    }
    return new RelayRules(rules);
  }

  private static Optional<Rule> rule(String[] words) {
    boolean alone = words.length == 2 && List.of("all", "to-mx").contains(words[1]);
    boolean valued = words.length == 3 && List.of("from", "sender", "to").contains(words[1]);
    Optional<Decision> action =
        List.of(Decision.values()).stream()
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(words[0]))
            .findFirst();
    if (action.isEmpty() || !(alone || valued)) {
      return Optional.empty();
    }
    if (words[1].equals("from")) {
      try {
        Network.parse(words[2]);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new Rule(action.get(), words[1], valued ? words[2] : ""));
  }

  @Override
  public boolean permits(InetAddress client) {
    return decide(client, "", "") == Decision.RELAY;
  }

  @Override
  public Decision decide(InetAddress client, String sender, String domain) {
    return rules.stream()
        .filter(rule -> rule.fits(client, sender, domain))
        .map(Rule::action)
        .findFirst()
        .orElse(Decision.REFUSE);
  }
}
