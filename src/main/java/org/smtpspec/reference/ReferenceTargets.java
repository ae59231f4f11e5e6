package org.smtpspec.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.NextHop;
import org.smtpspec.target.NextHops;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.TargetProvider;

/**
 * Targets in process: {@code reference}, {@code reference:DEFECT}, and {@code james}, the stock
 * handlers of James Protocols.
 */
public final class ReferenceTargets implements TargetProvider {
  private static final String REFERENCE = "reference";
  private static final String JAMES = "james";

  /** What both servers hold; the reference has more. */
  private static final Map<String, String> FACTS =
      Map.of(
          "domain", "mta.test",
          "host", "mx.mta.test",
          "mailbox", "alice@mta.test",
          "mailbox2", "bob@mta.test",
          "mailbox3", "postmaster@mta.test",
          "missing", "nobody@mta.test",
          "foreign", "someone@elsewhere.test",
          "many", "many%03d@mta.test");

  private static final Map<String, String> MORE =
      Map.ofEntries(
          Map.entry("list", "staff@mta.test"),
          Map.entry("moved", "carol@mta.test"),
          Map.entry("gone", "dave@mta.test"),
          Map.entry("ambiguous", "Smith"),
          Map.entry("busy", "busy@mta.test"),
          Map.entry("full", "full@mta.test"),
          Map.entry("late", "late@mta.test"),
          Map.entry("sizelimit", "4194304"),
          Map.entry("user", Credentials.USER),
          Map.entry("password", Credentials.PASSWORD),
          Map.entry("shutdown", "shutdown@mta.test"));

  /** For the service loader. */
  public ReferenceTargets() {}

  @Override
  public boolean accepts(String spec) {
    return spec.equals(REFERENCE)
        || spec.startsWith(REFERENCE + ":")
        || spec.startsWith(REFERENCE + "@")
        || spec.equals(JAMES);
  }

  @Override
  public List<Known> known() {
    var known = new ArrayList<Known>();
    known.add(
        new Known(
            REFERENCE, "the reference server, in process: conforms to RFC 821, 1123 and 5321"));
    known.add(
        new Known(REFERENCE + ":DEFECT", "the same with one seeded defect, see 'list defects'"));
    for (Variant variant : Variant.values()) {
      known.add(new Known(REFERENCE + "@" + variant.word(), "the same; " + variant.about()));
    }
    known.add(new Known(JAMES, "the stock handlers of Apache James Protocols, in process"));
    return List.copyOf(known);
  }

  @Override
  public void check(String spec, TargetOptions options) throws TargetException {
    if (spec.startsWith(REFERENCE + ":")) {
      defect(spec);
    } else if (spec.startsWith(REFERENCE + "@")) {
      variant(spec);
    }
  }

  @Override
  public Target start(String spec, TargetOptions options) throws TargetException {
    Set<Defect> defects = spec.startsWith(REFERENCE + ":") ? Set.of(defect(spec)) : Set.of();
    RelayPolicy relay =
        spec.startsWith(REFERENCE + "@") ? variant(spec).relay() : RelayPolicy.closed();
    boolean stock = spec.equals(JAMES);
    try {
      Path mail = Files.createTempDirectory("smtpspec-mail");
      Settings settings = Settings.of(mail).withRelay(relay).withDefects(defects).withStock(stock);
      var store = new MemoryMailstore(mail);
      Map<String, String> facts = new LinkedHashMap<>(FACTS);
      if (!stock) {
        facts.putAll(MORE);
      }
      facts.putAll(options.facts());
      return stock
          ? new Running(
              spec,
              ReferenceServer.start(settings, store, Optional.empty()),
              mail,
              Map.copyOf(facts),
              store,
              Optional.empty())
          : relaying(spec, settings, Map.copyOf(facts), store);
    } catch (IOException e) {
      throw TargetException.failure(spec + " does not start: " + e.getMessage(), List.of(), e);
    }
  }

  private static Running relaying(
      String spec, Settings settings, Map<String, String> facts, MemoryMailstore mail)
      throws IOException {
    World world = World.acquire();
    try {
      ReferenceServer server = ReferenceServer.start(settings, mail, Optional.of(world));
      NextHop hop = NextHops.of(world.sink(), world.zones(), server.inside().orElseThrow());
      return new Running(spec, server, settings.mail(), facts, mail, Optional.of(hop));
    } catch (IOException e) {
      World.release();
      throw e;
    }
  }

  private static Defect defect(String spec) throws TargetException {
    String name = spec.substring(REFERENCE.length() + 1);
    return Defect.named(name)
        .orElseThrow(
            () ->
                TargetException.usage(
                    "unknown defect '" + name + "'; 'smtpspec list defects' names them"));
  }

  private static Variant variant(String spec) throws TargetException {
    String word = spec.substring(REFERENCE.length() + 1);
    return Variant.named(word)
        .orElseThrow(
            () ->
                TargetException.usage(
                    "unknown variant '"
                        + word
                        + "' of reference; there are "
                        + String.join(
                            ", ", Stream.of(Variant.values()).map(Variant::word).toList())));
  }

  private record Running(
      String id,
      ReferenceServer server,
      Path mail,
      Map<String, String> facts,
      Inbox mailboxes,
      Optional<NextHop> nextHop)
      implements Target {
    @Override
    public InetSocketAddress address() {
      return server.address();
    }

    @Override
    public Optional<InetSocketAddress> address(String vantage) {
      return vantage.equals("inside") ? server.inside() : Target.super.address(vantage);
    }

    @Override
    public Optional<Inbox> inbox() {
      return Optional.of(mailboxes);
    }

    @Override
    public String software() {
      return id.equals(JAMES)
          ? "Apache James Protocols 3.8.1, stock handlers"
          : "smtpspec reference server";
    }

    @Override
    public void close() {
      server.close();
      nextHop.ifPresent(hop -> World.release());
      try (Stream<Path> files = Files.walk(mail)) {
        files.sorted(Comparator.reverseOrder()).forEach(Running::delete);
      } catch (IOException | UncheckedIOException e) {
        // A temporary folder that stays is the system's to clear.
      }
    }

    private static void delete(Path file) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
