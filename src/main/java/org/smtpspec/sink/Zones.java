package org.smtpspec.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of the world around a server under test, read from {@code zones.tsv}. Four columns,
 * parted by tabs: kind, name, value, more; {@code -} is nothing. The kinds are {@code server} (a
 * host that the sink does not play), {@code vantage}, {@code host}, {@code mx} (value the host,
 * more the preference), {@code a}, {@code txt} and {@code silent} (the DNS never answers). Servers,
 * vantage points and hosts have an A and a PTR record. What is not listed does not exist, in every
 * zone. Names are compared without letter case. Immutable.
 */
public final class Zones {
  private final Map<String, List<String>> addresses = new LinkedHashMap<>();
  private final Map<String, List<Mx>> exchangers = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String> pointers = new LinkedHashMap<>();
  private final Set<String> silent = new LinkedHashSet<>();
  private final List<Host> hosts = new ArrayList<>();
  private final List<Vantage> vantages = new ArrayList<>();

  private Zones() {}

  /**
   * An MX record, RFC 5321 section 5.1.
   *
   * @param host its target; {@code .} says that the domain takes no mail, RFC 7505
   */
  public record Mx(int preference, String host) {}

  /** The table of the lab. */
  public static Zones load() {
    try (InputStream table = Zones.class.getResourceAsStream("zones.tsv")) {
      if (table == null) {
        throw new IllegalStateException("zones.tsv is not beside " + Zones.class.getName());
      }
      return parse(new String(table.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException that names the line when it is broken
   */
  static Zones parse(String table) {
    var zones = new Zones();
    List<String> lines = table.lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      if (cells.length != 4 || !zones.add(cells[0], cells[1], cells[2], cells[3])) {
        throw new IllegalArgumentException("zones.tsv:" + (i + 1) + ": " + lines.get(i));
      }
    }
    zones.exchangers.values().forEach(list -> list.sort(Comparator.comparing(Mx::preference)));
    return zones;
  }

  private boolean add(String kind, String name, String value, String more) {
    switch (kind) {
      case "server" -> named(name, value);
      case "vantage" -> {
        named(name, value);
        vantages.add(new Vantage(more, name, value));
      }
      case "host" -> {
        named(name, value);
        Optional<Persona> persona = Persona.named(more);
        persona.ifPresent(known -> hosts.add(new Host(name, value, known)));
        return persona.isPresent();
      }
      case "mx" ->
          exchangers
              .computeIfAbsent(name, key -> new ArrayList<>())
              .add(new Mx(Integer.parseInt(more), value));
      case "a" -> addresses.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      case "txt" -> texts.put(name, value);
      case "silent" -> silent.add(name);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void named(String name, String address) {
    addresses.computeIfAbsent(name, key -> new ArrayList<>()).add(address);
    pointers.put(address, name);
  }

  /** The hosts that the sink plays, those that are down too. */
  public List<Host> hosts() {
    return List.copyOf(hosts);
  }

  /** The vantage points. */
  public List<Vantage> vantages() {
    return List.copyOf(vantages);
  }

  /** The A records, by name. */
  public Map<String, List<String>> addresses() {
    return Map.copyOf(addresses);
  }

  /** The MX records, by domain, each domain's by preference. */
  public Map<String, List<Mx>> exchangers() {
    return Map.copyOf(exchangers);
  }

  /** The TXT records, by name. */
  public Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  /** The PTR records: names by address. */
  public Map<String, String> pointers() {
    return Map.copyOf(pointers);
  }

  /** The names for which the DNS never answers. */
  public Set<String> silent() {
    return Set.copyOf(silent);
  }

  /** Whether the table knows {@code name}. */
  public boolean knows(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return addresses.containsKey(key) || exchangers.containsKey(key) || silent.contains(key);
  }

  /**
   * The hosts that take mail for {@code domain}, in the order in which they are to be tried, those
   * that the sink does not play left out. Without MX record it is the host of that name, RFC 5321
   * section 5.1.
   */
  public List<Host> way(String domain) {
    String key = domain.toLowerCase(Locale.ROOT);
    Stream<String> names =
        exchangers.containsKey(key) ? exchangers.get(key).stream().map(Mx::host) : Stream.of(key);
    return names
        .flatMap(name -> addresses.getOrDefault(name, List.of()).stream())
        .flatMap(address -> hosts.stream().filter(host -> host.address().equals(address)))
        .toList();
  }
}
