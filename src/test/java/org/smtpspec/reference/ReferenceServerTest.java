package org.smtpspec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceServerTest {
  private static final String TEXT = "Subject: x\r\n\r\nHello\r\n";

  @TempDir private Path mail;
  private ReferenceServer server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    restart(Settings.of(mail));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void restart(Settings settings) throws IOException {
    if (server != null) {
      stop();
    }
    server = ReferenceServer.start(settings);
    client = Client.connect(server.address());
    assertThat(client.reply()).startsWith("220 mx.mta.test ");
  }

  private List<String> inbox(String mailbox) {
    Path folder = mail.resolve(mailbox).resolve("new");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(ReferenceServerTest::text).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What follows the two trace lines of the last message. */
  private String body(String mailbox) {
    List<String> all = inbox(mailbox);
    String last = all.get(all.size() - 1);
    return last.substring(last.indexOf('\n', last.indexOf("\nReceived:") + 1) + 1);
  }

  private void open(String... recipients) {
    assertThat(client.code("HELO client.test")).isEqualTo("250");
    assertThat(client.code("MAIL FROM:<bob@mta.test>")).isEqualTo("250");
    for (String recipient : recipients) {
      assertThat(client.code("RCPT TO:<" + recipient + ">")).isIn("250", "251");
    }
  }

  private void deliver(String wire) {
    open("alice@mta.test");
    assertThat(client.code("DATA")).isEqualTo("354");
    assertThat(client.send(wire + ".\r\n").reply()).startsWith("250 ");
  }

  @Test
  void aTypicalSessionDelivers() {
    assertThat(client.ask("HELO client.test")).startsWith("250 mx.mta.test ");
    assertThat(client.code("MAIL FROM:<Bob@MTA.test>")).isEqualTo("250");
    assertThat(client.code("RCPT TO:<Alice@MTA.test>")).isEqualTo("250");
    assertThat(client.code("RCPT TO:<nobody@mta.test>")).isEqualTo("550");
    assertThat(client.code("DATA")).isEqualTo("354");
    assertThat(client.code("Subject: x\r\n\r\n..dot\r\n.")).isEqualTo("250");
    assertThat(client.ask("QUIT")).startsWith("221 2.0.0 mx.mta.test ");
    assertThat(client.reply()).isEmpty();

    assertThat(inbox("alice")).hasSize(1);
    assertThat(inbox("alice").get(0))
        .matches(
            "Return-Path: <Bob@MTA.test>\n"
                + "Received: from client.test \\(\\[127.0.0.1\\]\\) by mx.mta.test with SMTP id"
                + " \\w+ for <Alice@MTA.test>; \\w{3}, \\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d"
                + " [+-]\\d{4}\nSubject: x\n\n.dot\n");
  }

  @Test
  void ehloListsWhatIsHonoured() {
    String reply = client.ask("EHLO [IPv6:2001:db8::1]");

    assertThat(reply.lines())
        .containsExactly(
            "250-mx.mta.test greets [IPv6:2001:db8::1]",
            "250-8BITMIME",
            "250-SIZE 4194304",
            "250-PIPELINING",
            "250-ENHANCEDSTATUSCODES",
            "250-STARTTLS",
            "250-CHUNKING",
            "250-BINARYMIME",
            "250-DSN",
            "250-SMTPUTF8",
            "250-ETRN",
            "250-EXPN",
            "250-HELP",
            "250-SEND",
            "250-SOML",
            "250 SAML");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HELO|501",
        "HELO a b|501",
        "HELO a..b|501",
        "HELO -x-|501",
        "HELO a_b|501",
        "HELO [127.0.0.1]|250",
        "EHLO [IPv6:1:2:3]|501",
        "EHLO [IPv6:::ffff:192.0.2.1]|250",
        "EHLO [2001:db8::1]|501",
        "HELO 3com.example|250",
        "MAIL FROM:<a@b>|503",
        "RCPT TO:<alice@mta.test>|503",
        "DATA|503",
        "NOOP|250",
        "NOOP foo|250",
        "RSET|250",
        "RSET foo|501",
        "QUIT foo|501",
        "HELP|214",
        "HELP MAIL|214",
        "HELP xyzzy|504",
        "VRFY alice|250",
        "VRFY ALICE@MTA.TEST|250",
        "VRFY \"alice\"|250",
        "VRFY \"joe smith\"|550",
        "VRFY Smith|553",
        "VRFY nobody|550",
        "VRFY carol|251",
        "VRFY dave|551",
        "VRFY|501",
        "EXPN|501",
        "EXPN staff|250",
        "EXPN alice|550",
        "EXPN nothing|550",
        "TURN|502",
        "TURN x|502",
        "XYZZY|500",
        "HEL|500",
        "HELOO x|500",
        "'  NOOP'|500",
        "MAILFROM:<a@b>|500",
        "''|500",
        "'QUIT\t'|221",
        "'DATA '|503"
      })
  void commandsInAFreshSession(String command, String code) {
    assertThat(client.code(command)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<>",
        "<u@one>",
        "<@a.example,@b.example:joe@c.example>",
        "<a!b#c$d%e&f'g*h+i-j/k=l?m^n_o`p{q|r}s~t@example.org>",
        "<\"joe smith\"@example.org>",
        "<\"a@b>,:;\\\"\\\\\"@x>",
        "<\"\"@x>",
        "<Joe\\,Smith@x>",
        "<u@#12345>",
        "<u@[127.000.000.001]>",
        "<u@[IPv6:1:2:3:4:5:6:7:8]>",
        "<u@4you.example>"
      })
  void goodPathsAreTaken(String path) {
    client.ask("HELO client.test");

    assertThat(client.code("MAIL  FROM:" + path)).isEqualTo("250");
    assertThat(client.code("mail From:" + path + " ")).isEqualTo("250");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        " <a@b>",
        "a@b",
        "<a@b",
        "a@b>",
        "<<a@b>>",
        "<a@b> JUNK",
        "<a@b>JUNK",
        "<user>",
        "<user@>",
        "<@domain>",
        "<user@@d>",
        "<@a,b:u@d>",
        "<@a@b:u@d>",
        "<@a,:u@d>",
        "<@:u@d>",
        "<u@-a.example>",
        "<u@a-.example>",
        "<u@a_b.example>",
        "<u@a!b>",
        "<u@a..b>",
        "<u@.a>",
        "<u@a.>",
        "<u@[256.0.0.1]>",
        "<u@[1.2.3]>",
        "<u@[1.2.3.4.5]>",
        "<u@[1.2.3.4>",
        "<u@[]>",
        "<.a@x>",
        "<a.@x>",
        "<a..b@x>",
        "<\"abc@x>",
        "<a b@x>",
        "<a,b@x>",
        "<a(b)@x>",
        "<a:b@x>",
        "<\"a\tb\"@x>",
        "<a\u0000b@x>",
        "<j\u00f6rg@x>",
        "<a\rb@x>",
        "<a\nb@x>"
      })
  void badPathsAreRefusedAndKeepTheState(String path) {
    open("alice@mta.test");

    assertThat(client.code("MAIL FROM:" + path)).isEqualTo("501");
    assertThat(client.code("DATA")).isEqualTo("354");
  }

  @ParameterizedTest
  @CsvSource({
    "<nobody@mta.test>,550",
    "<someone@elsewhere.test>,550",
    "<@mta.test:someone@elsewhere.test>,550",
    "<@elsewhere.test:alice@mta.test>,250",
    "<alice@[127.0.0.1]>,250",
    "<\"al\\ice\"@mta.test>,250",
    "<PostMaster>,250",
    "<busy@mta.test>,450",
    "<full@mta.test>,552",
    "<late@mta.test>,250",
    "<carol@mta.test>,251",
    "<dave@mta.test>,551",
    "<shutdown@mta.test>,421",
    "<>,501",
    "<alice>,501",
    "<u@#123>,550"
  })
  void recipients(String path, String code) {
    open();

    assertThat(client.code("RCPT TO:" + path)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "EHLO,XYZZY=1,555",
    "EHLO,=x,501",
    "EHLO,SIZE=,501",
    "EHLO,SIZE=1000,250",
    "EHLO,SIZE=99999999,552",
    "EHLO,BODY=8bitmime size=1,250",
    "EHLO,A==B,501",
    "HELO,SIZE=1000,501",
    "HELO,XYZZY,501"
  })
  void parameters(String hello, String parameters, String code) {
    client.ask(hello + " client.test");

    assertThat(client.code("MAIL FROM:<a@b> " + parameters)).isEqualTo(code);
  }

  @Test
  void aSecondMailStartsAfresh() {
    open("alice@mta.test");

    assertThat(client.code("MAIL FROM:<x@y>")).isEqualTo("250");
    assertThat(client.code("DATA")).isEqualTo("503");
  }

  @Test
  void helloResetsAndARefusedOneDoesNot() {
    open("alice@mta.test");

    assertThat(client.code("EHLO")).isEqualTo("501");
    assertThat(client.code("EHLO b")).isEqualTo("250");
    assertThat(client.code("DATA")).isEqualTo("503");
  }

  @Test
  void otherCommandsLeaveTheTransactionAlone() {
    open("alice@mta.test");

    for (String command : List.of("NOOP", "HELP", "VRFY x", "EXPN staff", "RSET x", "QUIT x")) {
      client.ask(command);
    }
    assertThat(client.code("DATA x")).isEqualTo("501");
    assertThat(client.code("DATA")).isEqualTo("354");
  }

  @Test
  void endMarkIsFoundHoweverCut() {
    String session = "HELO c\r\nMAIL FROM:<>\r\nRCPT TO:<alice@mta.test>\r\nDATA\r\n";
    String wire = session + TEXT + "..\r\n.x\r\n.\r\nNOOP\r\n";
    for (int cut = 1; cut < wire.length(); cut++) {
      client.send(wire.substring(0, cut));
      client.send(wire.substring(cut));
      for (String code : List.of("250", "250", "250", "354", "250", "250")) {
        assertThat(client.reply()).as("cut at %d", cut).startsWith(code);
      }
    }
    assertThat(inbox("alice")).hasSize(wire.length() - 1);
    assertThat(body("alice")).isEqualTo("Subject: x\n\nHello\n.\nx\n");
  }

  @Test
  void everyOctetASegmentOfItsOwn() {
    String session = "HELO c\r\nMAIL FROM:<>\r\nRCPT TO:<alice@mta.test>\r\nDATA\r\n";
    for (char c : (session + TEXT + ".\r\n").toCharArray()) {
      client.send(String.valueOf(c));
    }
    for (String code : List.of("250", "250", "250", "354", "250")) {
      assertThat(client.reply()).startsWith(code);
    }
    assertThat(body("alice")).isEqualTo("Subject: x\n\nHello\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n", "\r\n. \r\n"})
  void nothingElseEndsTheText(String mark) {
    deliver("a" + mark + "QUIT\r\n");

    assertThat(inbox("alice")).hasSize(1);
    assertThat(body("alice")).contains("QUIT");
    assertThat(client.code("NOOP")).isEqualTo("250");
  }

  @Test
  void allOctetsAreKept() {
    StringBuilder octets = new StringBuilder("\r\n");
    for (char c = 0; c < 256; c++) {
      octets.append(c == '\n' || c == '\r' ? "" : c).append(c % 16 == 15 ? "\r\n" : "");
    }
    octets.append("  \t\r\n\r\n\r\na\rb\r\n");
    deliver(octets.toString().replace("\r\n.", "\r\n.."));

    assertThat(body("alice")).isEqualTo(octets.toString().replace("\r\n", "\n"));
  }

  @Test
  void longLinesAndManyOctetsAreKept() {
    String wire =
        "\r\n" + "x".repeat(20000) + "\r\n" + (".." + "y".repeat(999) + "\r\n").repeat(2000);
    deliver(wire);

    assertThat(body("alice")).isEqualTo(wire.replace("\r\n", "\n").replace("\n..", "\n."));
  }

  @Test
  void anOversizeMessageIsReadToItsEndAndRefused() {
    open("alice@mta.test");
    client.ask("DATA");

    assertThat(client.code(("x".repeat(1022) + "\r\n").repeat(5000) + ".")).isEqualTo("552");
    assertThat(client.code("RCPT TO:<alice@mta.test>")).isEqualTo("503");
    assertThat(inbox("alice")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {513, 1000, 2046, 2047, 4096, 100000, 1000000})
  void aLongCommandLineDrawsOneReply(int length) {
    String expected = length + 2 > 2048 ? "500" : "250";

    assertThat(client.code("NOOP " + "x".repeat(length - 5))).isEqualTo(expected);
    assertThat(client.code("VRFY alice")).isEqualTo("250");
  }

  @Test
  void aLoneCrOrLfEndsNoCommand() {
    assertThat(client.code("NOOP\nNOOP")).isEqualTo("500");
    assertThat(client.code("NOOP\r")).isEqualTo("500");
    assertThat(client.code("VRFY a\rb")).isEqualTo("501");
    assertThat(client.code("HELP")).isEqualTo("214");
  }

  @Test
  void pipelinedCommandsAreAnsweredInOrder() {
    client.send(
        "EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<no@mta.test>\r\nRCPT TO:<bob@mta.test>\r\nDATA\r\n");
    for (String code : List.of("250", "250", "550", "250", "354")) {
      assertThat(client.reply()).startsWith(code);
    }
    client.send(".\r\nMAIL FROM:<>\r\nQUIT\r\n");
    for (String code : List.of("250", "250", "221")) {
      assertThat(client.reply()).startsWith(code);
    }
    assertThat(inbox("bob")).singleElement().asString().startsWith("Return-Path: <>\n");
  }

  @Test
  void eachMailboxGetsOneCopy() {
    open("staff@mta.test", "alice@mta.test", "carol@mta.test", "bob@mta.test", "BOB@mta.test");
    client.ask("DATA");
    assertThat(client.code(TEXT + ".")).isEqualTo("250");

    assertThat(inbox("alice")).hasSize(1);
    assertThat(inbox("bob")).hasSize(1);
    assertThat(inbox("alice").get(0)).doesNotContain(" for <");
  }

  @Test
  void twoHundredRecipientsAndNoMore() {
    open();
    for (int i = 0; i < 200; i++) {
      assertThat(client.code("RCPT TO:<many%03d@mta.test>".formatted(i % 120 + 1)))
          .isEqualTo("250");
    }
    assertThat(client.code("RCPT TO:<alice@mta.test>")).isEqualTo("452");
    assertThat(client.code("DATA")).isEqualTo("354");
    assertThat(client.code(TEXT + ".")).isEqualTo("250");
    assertThat(inbox("many120")).hasSize(1);
  }

  @Test
  void aLateFailureDrawsOneNotice() {
    open("alice@mta.test", "late@mta.test", "later@mta.test");
    client.ask("DATA");
    assertThat(client.code(TEXT + ".")).isEqualTo("250");

    assertThat(inbox("alice")).hasSize(1);
    assertThat(inbox("bob"))
        .singleElement()
        .asString()
        .startsWith("Return-Path: <>\n")
        .contains("late@mta.test", "later@mta.test", "multipart/report");
  }

  @Test
  void aNullPathDrawsNoNotice() {
    client.send("HELO c\r\nMAIL FROM:<>\r\nRCPT TO:<late@mta.test>\r\nDATA\r\n");
    for (int i = 0; i < 4; i++) {
      client.reply();
    }
    assertThat(client.code(".")).isEqualTo("250");

    assertThat(mail).isEmptyDirectory();
  }

  @Test
  void aLostConnectionDropsTheOpenMessageOnly() {
    deliver(TEXT);
    open("alice@mta.test");
    client.ask("DATA");
    client.send("half a message\r\n");
    client.close();

    client = Client.connect(server.address());
    client.reply();
    client.ask("NOOP");
    assertThat(inbox("alice")).hasSize(1);
  }

  @Test
  void quitDropsTheTransaction() {
    open("alice@mta.test");
    assertThat(client.code("QUIT")).isEqualTo("221");

    assertThat(inbox("alice")).isEmpty();
  }

  @Test
  void sendFindsNoTerminalAndTheOthersUseTheMailbox() {
    client.ask("HELO c");
    assertThat(client.code("SEND FROM:<a@b>")).isEqualTo("250");
    assertThat(client.code("RCPT TO:<alice@mta.test>")).isEqualTo("450");
    for (String verb : List.of("SOML", "SAML")) {
      assertThat(client.code(verb + " FROM:<a@b>")).isEqualTo("250");
      assertThat(client.code("RCPT TO:<alice@mta.test>")).isEqualTo("250");
      assertThat(client.code("DATA")).isEqualTo("354");
      assertThat(client.code(TEXT + ".")).isEqualTo("250");
    }
    assertThat(inbox("alice")).hasSize(2);
  }

  @Test
  void expnNamesOneMemberOnEachLine() {
    assertThat(client.ask("EXPN <staff@mta.test>").lines())
        .containsExactly(
            "250-2.1.5 Alice Liddell <alice@mta.test>", "250 2.1.5 Bob Smith <bob@mta.test>");
  }

  @Test
  void relayedMailGoesToOutbound() throws IOException {
    restart(Settings.of(mail).withRelay(RelayPolicy.trusted(List.of("127.0.0.0/8"))));
    open("u@elsewhere.test");
    client.ask("DATA");
    assertThat(client.code(TEXT + ".")).isEqualTo("250");

    assertThat(inbox("outbound"))
        .singleElement()
        .asString()
        .startsWith(
            "X-Envelope-From: <bob@mta.test>\nX-Envelope-To: <u@elsewhere.test>\nReceived:");
  }

  @Test
  void oneReturnPathIsLeft() {
    deliver("Return-Path: <old@x>\r\n\tfolded\r\nSubject: x\r\n\r\nReturn-Path: kept\r\n");

    assertThat(body("alice")).isEqualTo("Subject: x\n\nReturn-Path: kept\n");
  }

  @Test
  void closingSays421InOpenSessions() {
    open();
    server.close();

    assertThat(client.reply()).startsWith("421 4.3.2 mx.mta.test ");
    assertThat(client.reply()).isEmpty();
  }

  @Test
  void stockHandlersDeliverToo() throws IOException {
    restart(Settings.of(mail).withStock(true));
    open("alice@mta.test");
    client.ask("DATA");
    assertThat(client.code(TEXT + ".")).isEqualTo("250");

    assertThat(inbox("alice").get(0)).startsWith("Return-Path: <bob@mta.test>\nReceived: from ");
  }

  @Test
  void stockHandlersRefuseUnknownAndForeignRecipients() throws IOException {
    restart(Settings.of(mail).withStock(true));
    open("alice@mta.test");
    assertThat(client.code("RCPT TO:<nobody@mta.test>")).isEqualTo("550");
    assertThat(client.code("RCPT TO:<someone@elsewhere.test>")).isEqualTo("550");
    assertThat(client.code("RCPT TO:<postmaster>")).isEqualTo("250");
    assertThat(client.code("RCPT TO:<\"bob\"@MTA.test>")).isEqualTo("250");
  }

  @Test
  void serversLiveSideBySide() throws IOException {
    try (ReferenceServer other = ReferenceServer.start(Settings.of(mail));
        Client second = Client.connect(other.address())) {
      assertThat(second.reply()).startsWith("220");
    }
    deliver(TEXT);
    assertThat(inbox("alice")).hasSize(1);
  }
}
