package org.smtpspec.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.sink.Session.Kind;
import org.smtpspec.sink.Session.Recipient;

class SinkTest {
  private static final String MESSAGE =
      """
      EHLO mx.mta.test\r
      MAIL FROM:<a@b.test>\r
      RCPT TO:<t1@elsewhere.test>\r
      DATA\r
      Subject: t1\r
      \r
      ..dot\r
      bare
      .
      lf\r
      .\r
      QUIT\r
      """;

  private Sink sink;
  private Control control;

  @BeforeEach
  void open() throws IOException {
    sink = Sink.open(Zones.load(), host -> loopback());
    control = Control.open(sink, loopback());
  }

  @AfterEach
  void close() throws IOException {
    control.close();
    sink.close();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Sends line after line, each when the one before is answered; gives the last lines. */
  private List<String> talk(String host, String... lines) throws IOException {
    var replies = new ArrayList<String>();
    try (var socket = new Socket()) {
      socket.connect(sink.address("mx." + host + ".test").orElseThrow());
      socket.setSoTimeout(5000);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      replies.add(reply(in));
      for (String line : lines) {
        socket.getOutputStream().write(line.getBytes(StandardCharsets.ISO_8859_1));
        replies.add(reply(in));
      }
    }
    return replies;
  }

  @ParameterizedTest
  @CsvSource({"refuse-rcpt, RCPT", "refuse-data, DATA"})
  void aTransactionThatIsRefusedIsSeenBeforeTheClientEndsIt(String host, String last)
      throws IOException {
    try (var socket = new Socket()) {
      socket.connect(sink.address("mx." + host + ".test").orElseThrow());
      socket.setSoTimeout(5000);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      reply(in);
      for (String line :
          List.of("HELO a.test", "MAIL FROM:<t9@b.test>", "RCPT TO:<c@d.test>", "DATA")) {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        reply(in);
        boolean seen =
            !sink.holding("t9").isEmpty() && !sink.holding("t9").get(0).messages().isEmpty();
        assertThat(seen).as(line).isEqualTo(line.startsWith(last) || line.equals("DATA"));
      }
    }
    assertThat(sink.holding("t9").get(0).messages()).noneMatch(Session.Mail::taken).hasSize(1);
  }

  private static String reply(BufferedReader in) throws IOException {
    var lines = new ArrayList<String>();
    String line;
    do {
      line = in.readLine();
      lines.add(line);
    } while (line != null && line.length() > 3 && line.charAt(3) == '-');
    return String.join("|", lines);
  }

  private static String[] upTo(String command) {
    List<String> all =
        List.of(
            "HELO x.test\r\n",
            "MAIL FROM:<a@b.test>\r\n",
            "RCPT TO:<u@c.test>\r\n",
            "DATA\r\n",
            "t2\r\n.\r\n",
            "QUIT\r\n");
    int last = all.stream().map(line -> line.split("[ \r]", 2)[0]).toList().indexOf(command);
    return all.subList(0, last + 1).toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "elsewhere,   QUIT, 221 mx.elsewhere.test closing",
    "elsewhere,   t2,   250 message taken",
    "refuse-rcpt, RCPT, 550 no such user here",
    "refuse-data, DATA, 554 no mail today",
    "refuse-end,  t2,   554 not this message",
    "busy,        RCPT, '451 busy, try again'",
    "odd,         MAIL, 250",
    "odd,         RCPT, 299-recipient|299 ok",
    "odd,         DATA, 354-go|354",
    "odd,         t2,   299",
    "odd,         QUIT, 221-|221 bye",
    "slow,        QUIT, 221 mx.slow.test closing",
    "noehlo,      HELO, 250 mx.noehlo.test",
  })
  void eachHostAnswersByItsPersona(String host, String command, String expected)
      throws IOException {
    List<String> replies = talk(host, upTo(command));

    assertThat(replies.get(replies.size() - 1)).isEqualTo(expected);
  }

  @Test
  void ehloIsUnknownToAHostOfOldAndOffersNoPipeliningElsewhere() throws IOException {
    assertThat(talk("noehlo", "EHLO x.test\r\n").get(1)).startsWith("500 ");
    assertThat(talk("two", "EHLO x.test\r\n").get(1))
        .isEqualTo("250-mx.two.test|250-8BITMIME|250 SIZE 25165824");
  }

  @Test
  void aBusyHostTakesARecipientTheSecondTime() throws IOException {
    talk("busy", upTo("RCPT"));

    assertThat(talk("busy", upTo("RCPT")).get(3)).isEqualTo("250 recipient ok");
  }

  @Test
  void aHostThatIsDownHasNoAddress() {
    assertThat(sink.address("mx.down.test")).isEmpty();
  }

  @Test
  void aSessionIsRecordedToTheOctetAndFetchedByAWordOfItsEnvelope() throws IOException {
    talk("elsewhere", MESSAGE.split("(?<=\r\n)(?=MAIL|RCPT|DATA|Subject|QUIT)"));

    List<Session> sessions = Control.fetch(control.address(), "t1@elsewhere");

    assertThat(sessions).hasSize(1);
    Session session = sessions.get(0);
    assertThat(sent(session)).isEqualTo(MESSAGE);
    assertThat(session.host()).isEqualTo("mx.elsewhere.test");
    assertThat(session.client()).isEqualTo("127.0.0.1");
    assertThat(session.pieces()).extracting(Session.Piece::kind).doesNotContain(Kind.EARLY);
    assertThat(session.messages())
        .containsExactly(
            new Session.Mail(
                true,
                "EHLO mx.mta.test",
                "MAIL FROM:<a@b.test>",
                List.of(new Recipient("RCPT TO:<t1@elsewhere.test>", 250)),
                "Subject: t1\r\n\r\n..dot\r\nbare\n.\nlf\r\n"));
  }

  @Test
  void whatTheClientSendsBeforeAReplyIsNoted() throws IOException {
    talk("slow", "HELO x.test\r\nMAIL FROM:<t3@b.test>\r\n", "");

    List<Session> sessions = sink.holding("t3");

    assertThat(sessions.get(0).pieces())
        .filteredOn(piece -> piece.kind() == Kind.EARLY)
        .extracting(Session.Piece::octets)
        .containsExactly("MAIL FROM:<t3@b.test>\r\n");
  }

  @Test
  void refusedTransactionsAreRecordedAsNotTaken() throws IOException {
    talk("refuse-end", upTo("t2"));
    talk("refuse-rcpt", "MAIL FROM:<t2>\r\n", "RCPT TO:<u@c.test>\r\n", "RSET\r\n");

    assertThat(sink.holding("t2").stream().flatMap(session -> session.messages().stream()))
        .containsExactly(
            new Session.Mail(
                false,
                "HELO x.test",
                "MAIL FROM:<a@b.test>",
                List.of(new Recipient("RCPT TO:<u@c.test>", 250)),
                "t2\r\n"),
            new Session.Mail(
                false,
                "",
                "MAIL FROM:<t2>",
                List.of(new Recipient("RCPT TO:<u@c.test>", 550)),
                ""));
  }

  @Test
  void sessionsWithoutTheTokenAreNotFetched() throws IOException {
    talk("elsewhere", upTo("QUIT"));

    assertThat(Control.fetch(control.address(), "t4")).isEmpty();
    assertThat(Control.fetch(control.address(), "")).isEmpty();
  }

  private static String sent(Session session) {
    return session.pieces().stream()
        .filter(piece -> piece.kind() == Kind.COMMAND || piece.kind() == Kind.TEXT)
        .map(Session.Piece::octets)
        .collect(Collectors.joining());
  }
}
