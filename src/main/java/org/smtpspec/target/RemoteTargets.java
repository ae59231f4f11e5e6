package org.smtpspec.target;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.dialogue.Inbox;

/**
 * Targets {@code smtp://HOST:PORT}: a server that runs already. Loopback is allowed; any other
 * address only when the command line names its host again, and then one dialogue begins every 200
 * ms at most.
 */
public final class RemoteTargets implements TargetProvider {
  private static final Pattern SPEC =
      Pattern.compile("smtp://(\\[[0-9a-fA-F:.]+\\]|[^:/\\[\\]]+)(?::(\\d{1,5}))?/?");
  private static final Duration PACE = Duration.ofMillis(200);
  private static final int SMTP = 25;

  /** For the service loader. */
  public RemoteTargets() {}

  @Override
  public boolean accepts(String spec) {
    return spec.startsWith("smtp://");
  }

  @Override
  public List<Known> known() {
    return List.of(
        new Known(
            "smtp://HOST:PORT",
            "a running server; facts from --target-file or --domain, --mailbox, --inbox ..."));
  }

  @Override
  public void check(String spec, TargetOptions options) throws TargetException {
    remote(spec, options);
  }

  @Override
  public Target start(String spec, TargetOptions options) throws TargetException {
    return remote(spec, options);
  }

  private static Remote remote(String spec, TargetOptions options) throws TargetException {
    Matcher matcher = SPEC.matcher(spec);
    int port =
        matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : SMTP;
    if (!matcher.matches() || port < 1 || port > 65535) {
      throw TargetException.usage(
          "target '" + spec + "' is not smtp://HOST:PORT with a port from 1 to 65535");
    }
    String host = matcher.group(1);
    InetAddress address = resolve(host);
    if (!address.isLoopbackAddress() && !options.authorized().contains(host)) {
      throw TargetException.usage(
          "%s is not a loopback address: name it again with --authorized %s if you may test it"
              .formatted(host, host));
    }
    Optional<TargetFile> file =
        options.file().isPresent()
            ? Optional.of(TargetFile.read(options.file().get(), Set.of()))
            : Optional.empty();
    Map<String, String> facts = new LinkedHashMap<>(file.map(TargetFile::facts).orElse(Map.of()));
    facts.putAll(options.facts());
    Optional<String> inbox = options.inbox().or(() -> file.flatMap(TargetFile::inbox));
    return new Remote(
        spec,
        new InetSocketAddress(address, port),
        Map.copyOf(facts),
        inbox.isPresent() ? Optional.of(Inboxes.parse(inbox.get())) : Optional.empty(),
        address.isLoopbackAddress() ? Duration.ZERO : PACE);
  }

  private static InetAddress resolve(String host) throws TargetException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw TargetException.usage("host '" + host + "' is not known");
    }
  }

  private record Remote(
      String id,
      InetSocketAddress address,
      Map<String, String> facts,
      Optional<Inbox> inbox,
      Duration pace)
      implements Target {
    @Override
    public void close() {
      // It was running before, and goes on.
    }
  }
}
