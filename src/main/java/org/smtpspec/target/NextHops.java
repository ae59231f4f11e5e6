package org.smtpspec.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.smtpspec.dialogue.NextHop;
import org.smtpspec.dialogue.Passage;
import org.smtpspec.sink.Control;
import org.smtpspec.sink.Host;
import org.smtpspec.sink.Persona;
import org.smtpspec.sink.Session;
import org.smtpspec.sink.Session.Kind;
import org.smtpspec.sink.Sink;
import org.smtpspec.sink.Zones;
import org.smtpspec.wire.Octets;

/** Next hops that are hosts of a sink. */
public final class NextHops {
  /** What takes all mail, each in its own way. */
  private static final Set<Persona> TAKING =
      Set.of(Persona.PLAIN, Persona.SLOW, Persona.ODD, Persona.NOEHLO);

  private static final String PLAIN = "elsewhere.test";

  private NextHops() {}

  /**
   * The hosts of a sink in this process.
   *
   * @param server where a client that may relay talks to the server
   */
  public static NextHop of(Sink sink, Zones zones, InetSocketAddress server) {
    return new OfSink(sink::holding, zones, server);
  }

  /**
   * The hosts of a sink whose control port is at {@code control}.
   *
   * @param server where a client that may relay talks to the server
   */
  public static NextHop at(InetSocketAddress control, Zones zones, InetSocketAddress server) {
    return new OfSink(token -> Control.fetch(control, token), zones, server);
  }

  /** The way to the records of a sink. */
  private interface Look {
    List<Session> holding(String token) throws IOException;
  }

  private record OfSink(Look look, Zones zones, InetSocketAddress server) implements NextHop {
    @Override
    public boolean serves(String domain) {
      return !zones.way(domain).isEmpty();
    }

    @Override
    public String takingDomain(String domain) {
      Optional<Host> first = zones.way(domain).stream().findFirst();
      return first.filter(host -> TAKING.contains(host.persona())).isPresent() ? domain : PLAIN;
    }

    @Override
    public List<Passage> holding(String token) throws IOException {
      var passages = new ArrayList<Passage>();
      for (Session session : look.holding(token)) {
        for (Session.Mail mail : session.messages()) {
          if (holds(mail, token)) {
            passages.add(passage(session, mail));
          }
        }
      }
      return passages;
    }

    private static boolean holds(Session.Mail mail, String token) {
      return mail.mail().contains(token)
          || mail.recipients().stream().anyMatch(one -> one.line().contains(token))
          || mail.text().contains(token);
    }

    private static Passage passage(Session session, Session.Mail mail) {
      boolean some = mail.recipients().stream().anyMatch(one -> one.code() / 100 == 2);
      return new Passage(
          mail.taken(),
          session.host(),
          mail.hello(),
          mail.mail(),
          mail.recipients().stream()
              .filter(one -> !some || one.code() / 100 == 2)
              .map(Session.Recipient::line)
              .toList(),
          session.pieces().stream()
              .filter(piece -> piece.kind() == Kind.EARLY)
              .map(Session.Piece::octets)
              .findFirst()
              .orElse(""),
          session.pieces().stream()
              .filter(piece -> piece.kind() == Kind.COMMAND)
              .mapToInt(piece -> piece.octets().length())
              .max()
              .orElse(0),
          Octets.of(mail.text()));
    }
  }
}
