package org.smtpspec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shows that no seeded defect is an empty word: some session ends in other octets, or in other
 * mail, than with a sound server. It takes a minute, so it runs only when asked to.
 */
@EnabledIfSystemProperty(named = "smtpspec.everyDefect", matches = "true")
class SeenDefectTest {
  private static final String HELO = "HELO client.test\r\n";
  private static final String OPEN =
      HELO
          + wire(
              """
              MAIL FROM:<Bob@mta.test>
              RCPT TO:<Alice@mta.test>
              """);
  private static final String HEADER =
      wire(
          """
          Received: from a by b; 1 Jan 2026 00:00:00 +0000
          Received: from c by d;
          \tfolded
          From: <other@x.test>
          Date: x

          """);

  /** Only the moment of a reply gives these away: {@link DefectTest} has tests of their own. */
  private static final Set<Defect> OF_TIME =
      Set.of(Defect.SPLIT_END_MARK_MISSED, Defect.OVERSIZE_REPLY_IN_TEXT, Defect.OVERSIZE_CUT);

  @TempDir private Path folder;

  private static String wire(String lines) {
    return lines.replace("\n", "\r\n");
  }

  /** Sessions; each is a list of segments, and each segment but the last draws some reply. */
  private static List<List<String>> sessions() {
    List<List<String>> all = new ArrayList<>();
    all.add(List.of());
    Stream.of(lines().split("\n", -1))
        .map(l -> List.of(l.translateEscapes() + "\r\n"))
        .forEach(all::add);
    paths().map(path -> List.of(HELO + "MAIL FROM:" + path + "\r\nNOOP\r\n")).forEach(all::add);
    recipients().map(path -> List.of(OPEN + "RCPT TO:" + path + "\r\nDATA\r\n")).forEach(all::add);
    texts().map(text -> List.of(OPEN + "DATA\r\n", text, "NOOP\r\n")).forEach(all::add);
    orders().map(line -> List.of(line)).forEach(all::add);
    all.add(List.of("NOOP\r\nMAIL", " FROM:<a@b>\r\n"));
    all.add(List.of("NOOP\r\nNOOP", "\r\n"));
    all.add(List.of("NOOP\r\nNOOP\r", "\n"));
    all.add(List.of("NOOP\nNOOP\r\n"));
    all.add(List.of(OPEN + "DATA\r\n", "RSET\r\nMAIL FROM:<>\r\n.\r", "\nNOOP\r\n"));
    all.add(List.of(OPEN + "DATA\r\nhalf\r\n"));
    all.add(many(100));
    all.add(many(201));
    return all;
  }

  private static String lines() {
    return """
    helo x
    HELO
    HELO a b
    HELO a..b
    HELO [1.2.3.4]
    HELO x\\r\\nHELO y\\r\\nMAIL FROM:<>
    HELO x\\r\\nHELO\\r\\nMAIL FROM:<>
    EHLO x
    MAIL FROM:<a@b>
    RCPT TO:<alice@mta.test>
    DATA
    DATA\\r\\nx\\r\\n.
    NOOP x
    RSET
    RSET x
    QUIT
    QUIT\\r\\nNOOP
    QUIT x\\r\\nNOOP
    HELP
    HELP MAIL
    HELP xyzzy
    VRFY
    VRFY alice
    VRFY nobody
    VRFY Smith
    VRFY carol
    VRFY staff
    EXPN
    EXPN staff
    EXPN alice
    EXPN nobody
    TURN\\r\\nNOOP
    TURN\\r\\n220 x
    TURN x
    XYZZY
    HEL x
    NOOPS
    MAILFROM:<>
    HELO x\\r\\nMAILFROM:<a@b>
    HELO x\\r\\nmail from:<a@b>\\r\\nrcpt to:<alice@mta.test>
    HELO  x
    HELO x\\r\\nMAIL TO:<a@b>\\r\\nMAIL <a@b>\\r\\nMAIL FROM:
    HELO x\\r\\nSEND FROM:<a@b>\\r\\nRCPT TO:<alice@mta.test>\\r\\nDATA\\r\\nx\\r\\n.
    HELO x\\r\\nSOML FROM:<a@b>\\r\\nRCPT TO:<alice@mta.test>\\r\\nDATA\\r\\nx\\r\\n.
    HELO x\\r\\nSAML FROM:<a@b>\\r\\nRCPT TO:<alice@mta.test>\\r\\nDATA\\r\\nx\\r\\n.
    \\r\\nNOOP
    1\\r\\n2\\r\\n3\\r\\n4\\r\\n5\\r\\n6\
    """;
  }

  private static Stream<String> paths() {
    return Stream.of(
        "<>",
        "<@a,@b:u@d>",
        "<@a:u@d>",
        "<u@d> JUNK",
        "<u@d",
        "<<u@d>>",
        "a@b",
        " <a@b>",
        "<@a,b:u@d>",
        "<@a,:u@d>",
        "<@:u@d>",
        "<user>",
        "<@d>",
        "<u@@d>",
        "<u@a.b.c.d.e>",
        "<u@-a.x>",
        "<u@a_b.x>",
        "<u@a-b.x>",
        "<u@a..b>",
        "<u@a.>",
        "<u@#1>",
        "<u@[1.2.3.4]>",
        "<u@[127.000.0.1]>",
        "<u@[10.0.0.255]>",
        "<u@[256.1.1.1]>",
        "<u@[1.2.3]>",
        "<u@[]>",
        "<a!b@x>",
        "<a/b@x>",
        "<.a@x>",
        "<a..b@x>",
        "<\"a b\"@x>",
        "<\"a@b\"@x>",
        "<\"a>b\"@x>",
        "<\"a\\\"b\"@x>",
        "<a\\,b@x>",
        "<\"ab@x>",
        "<a,b@x>",
        "<a b@x>",
        "<\"\"@x>",
        "<" + "u".repeat(64) + "@x>",
        "<u@" + "d".repeat(64) + ">",
        "<" + "u".repeat(50) + "@" + "d".repeat(203) + ">",
        "<u@" + "d".repeat(300) + ">");
  }

  private static Stream<String> recipients() {
    return Stream.of(
        "<alice@MTA.TEST>",
        "<bob@mta.test>",
        "<nobody@mta.test>",
        "<u@elsewhere.test>",
        "<@mta.test:u@elsewhere.test>",
        "<@x:alice@mta.test>",
        "<>",
        "<a@b>,<c@d>",
        "<alice@mta.test,bob@mta.test>",
        "<busy@mta.test>",
        "<full@mta.test>",
        "<carol@mta.test>",
        "<dave@mta.test>",
        "<shutdown@mta.test>",
        "<late@mta.test>",
        "alice",
        "<carol@mta.test>\r\nDATA\r\nx\r\n.",
        "<full@mta.test>\r\nDATA\r\nx\r\n.",
        "<bob@mta.test>\r\nDATA\r\nx\r\n.",
        "<later@mta.test>\r\nRCPT TO:<late@mta.test>\r\nDATA\r\nx\r\n.");
  }

  private static Stream<String> texts() {
    return Stream.of(
        HEADER + "text\r\n.\r\n",
        "\r\n..first\r\na..b\r\n..last\r\n.\r\n",
        "\r\n.foo\r\n. \r\n.x\r\nends.\r\nmore\r\n.\r\n",
        "\r\n..first\r\n.\r\n",
        "\r\nQUIT\r\n.\r\n",
        "\r\nNOOP\r\n.\r\n",
        "\r\nRSET\r\n.\r\n",
        "\r\na\tb\u0007\u001b\u007f\u001ac\r\nz\r\n.\r\n",
        "\r\na \r\n\r\n\r\n\r\nb\r\n\r\n\r\n.\r\n",
        "a\n.\nb\r\n.\r\n",
        "a\n.\r\nb\r\n.\r\n",
        "a\r\n.\nb\r\n.\r\n",
        "a\r.\rb\r\n.\r\n",
        "\r\n" + "l".repeat(998) + "\r\n.\r\n",
        "\r\n.." + "l".repeat(997) + "\r\n.\r\n",
        "\r\n" + "line\r\n".repeat(120) + ".\r\n",
        "\r\n" + ("x".repeat(1022) + "\r\n").repeat(40) + ".\r\n",
        "y".repeat(1022) + "\r\n..at 1024\r\n.\r\n",
        "y".repeat(4094) + "\r\n..at 4096\r\n.\r\n",
        "y".repeat(8190) + "\r\n..at 8192\r\n" + ".\r\n");
  }

  private static Stream<String> orders() {
    String text = "DATA\r\nx\r\n.\r\n";
    return Stream.of(
        OPEN + "RCPT TO:<nobody@mta.test>\r\n" + text,
        OPEN + "RCPT TO\r\n" + text,
        OPEN + "MAIL FROM:<second@x.test>\r\n" + text,
        OPEN + "MAIL FROM:<second@x.test>\r\nRCPT TO:<bob@mta.test>\r\n" + text,
        OPEN + "SOML FROM:<second@x.test>\r\n" + text,
        OPEN + text + "DATA\r\nRCPT TO:<bob@mta.test>\r\nMAIL FROM:<b@c>\r\n" + text,
        OPEN + text + "MAIL FROM:<b@c>\r\nRCPT TO:<bob@mta.test>\r\n" + text + "QUIT\r\n",
        OPEN + "HELO again\r\n" + text,
        OPEN + "HELO\r\n" + text,
        OPEN + "NOOP\r\n" + text,
        OPEN + "HELP\r\n" + text,
        OPEN + "VRFY x\r\n" + text,
        OPEN + "EXPN staff\r\n" + text,
        OPEN + "RSET x\r\n" + text,
        OPEN + "DATA x\r\nx\r\n.\r\n",
        OPEN + "MAIL x\r\n" + text,
        OPEN + "RSET\r\n" + text,
        OPEN + "RSET\r\nMAIL FROM:<a@b>\r\nRCPT TO:<bob@mta.test>\r\n" + text,
        OPEN + "RSET\r\nQUIT\r\n",
        OPEN + "QUIT\r\n",
        HELO + "MAIL FROM:<a@b>\r\nRCPT <alice@mta.test>\r\n",
        HELO + "MAIL FROM:<a@b>\r\nRCPT TO:<dave@mta.test>\r\n" + text,
        HELO + "MAIL FROM:<a@b>\r\nDATA\r\nRCPT TO:<bob@mta.test>\r\n" + text,
        HELO + "MAIL x\r\nRCPT TO:<bob@mta.test>\r\n",
        HELO + "MAIL FROM:<>\r\nRCPT TO:<bob@mta.test>\r\n" + text,
        HELO + "MAIL FROM:<>\r\nRCPT TO:<late@mta.test>\r\n" + text,
        "NOOP " + "x".repeat(505) + "\r\nNOOP\r\n",
        "NOOP " + "x".repeat(3000) + "\r\nHELP\r\n",
        "VRFY " + "x".repeat(480) + "\r\n");
  }

  private static List<String> many(int count) {
    StringBuilder wire = new StringBuilder(HELO + "MAIL FROM:<a@b>\r\n");
    IntStream.range(0, count)
        .forEach(i -> wire.append("RCPT TO:<many%03d@mta.test>\r\n".formatted(i % 120 + 1)));
    wire.append(
        "DATA\r\nx\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<alice@mta.test>\r\nDATA\r\nx\r\n.\r\n");
    return List.of(wire.toString());
  }

  private String seen(List<String> session, Set<Defect> defects, Path mail) {
    try (ReferenceServer server = ReferenceServer.start(Settings.of(mail).withDefects(defects))) {
      String replies;
      try (Client client = Client.connect(server.address())) {
        replies = client.play(session);
      }
      return (replies + mailIn(mail)).replaceAll("P\\d+Q\\d+|\\d\\d:\\d\\d:\\d\\d \\+0000", "@");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mailIn(Path mail) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(mail)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(mail.relativize(file).getName(0))
            .append(file.getParent().getFileName())
            .append('\n');
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void eachDefectIsSeenInSomeSession() throws IOException {
    List<List<String>> sessions = sessions();
    try (ReferenceServer holdsTheThreads = ReferenceServer.start(Settings.of(folder))) {
      assertThat(holdsTheThreads.address().getPort()).isPositive();
      List<String> sound = sessions.stream().map(s -> seen(s, Set.of(), folder())).toList();

      assertThat(EnumSet.complementOf(EnumSet.copyOf(OF_TIME)).parallelStream())
          .allMatch(
              defect ->
                  IntStream.range(0, sessions.size())
                      .anyMatch(i -> differs(sessions.get(i), defect, sound.get(i))));
    }
  }

  private boolean differs(List<String> session, Defect defect, String sound) {
    return !seen(session, Set.of(defect), folder()).equals(sound);
  }

  private Path folder() {
    try {
      return Files.createTempDirectory(folder, "mail");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
