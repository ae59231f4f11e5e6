package org.smtpspec.relay;

import java.util.Map;
import org.smtpspec.target.Target;
import org.smtpspec.wire.Octets;

/**
 * What the placeholders of a form stand for with one server.
 *
 * @param domain its own domain, {@code {L}}
 * @param host its own name, {@code {H}}
 * @param literal its address in brackets, {@code {T}}
 * @param user the local part of a mailbox that exists, {@code {m}}
 * @param nobody the local part of one that does not, {@code {n}}
 */
record Words(String domain, String host, String literal, String user, String nobody) {
  /** The domain elsewhere, {@code {X}}. */
  static final String VICTIM = "victim.test";

  /** The domain of the client, {@code {C}}, to which notices go. */
  static final String CLIENT = "client.test";

  /** Those of a server in the lab. */
  static final Words LAB = new Words("mta.test", "mx.mta.test", "[192.0.2.25]", "alice", "nobody");

  /** Those of {@code target}; what it does not tell is as in the lab. */
  static Words of(Target target) {
    Map<String, String> facts = target.facts();
    return new Words(
        facts.getOrDefault("domain", LAB.domain),
        facts.getOrDefault("host", LAB.host),
        target.literal(),
        local(facts.getOrDefault("mailbox", LAB.user)),
        local(facts.getOrDefault("missing", LAB.nobody)));
  }

  private static String local(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }

  /** {@code argument} with every placeholder filled in, its escapes undone. */
  Octets fill(String argument, String user, String sender) {
    return Octets.unescape(
        argument
            .replace("{u}", user)
            .replace("{s}", sender)
            .replace("{m}", this.user)
            .replace("{n}", nobody)
            .replace("{X}", VICTIM)
            .replace("{C}", CLIENT)
            .replace("{L}", domain)
            .replace("{H}", host)
            .replace("{T}", literal));
  }
}
