package org.smtpspec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefectTest {
  private static final Path CATALOGUE = Path.of("suites", "requirements.tsv");

  @TempDir private Path mail;

  @Test
  void idsAreUniqueAndFoundAgain() {
    assertThat(Arrays.stream(Defect.values()).map(Defect::id)).doesNotHaveDuplicates();
    assertThat(Defect.values()).allSatisfy(d -> assertThat(Defect.named(d.id())).contains(d));
    assertThat(Defect.named("no-such-defect")).isEmpty();
  }

  @Test
  void rulesAreInTheCatalogueAndNoneIsLeftOut() throws IOException {
    assumeTrue(Files.exists(CATALOGUE));
    Set<String> all;
    Set<String> here;
    try (Stream<String> lines = Files.lines(CATALOGUE)) {
      Set<String[]> rows = lines.map(line -> line.split("\t", -1)).collect(Collectors.toSet());
      all = rows.stream().map(row -> row[0]).collect(Collectors.toSet());
      here =
          rows.stream()
              .filter(row -> row[0].startsWith("RFC821-") && !row[6].contains("[relay]"))
              .map(row -> row[0])
              .collect(Collectors.toSet());
    }
    Set<String> broken =
        Arrays.stream(Defect.values()).map(Defect::rule).collect(Collectors.toSet());

    assertThat(all).containsAll(broken);
    assertThat(broken).containsAll(here);
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void aServerWithItStartsAndGreets(Defect defect) throws IOException {
    Settings settings = Settings.of(mail).withDefects(Set.of(defect));
    try (ReferenceServer server = ReferenceServer.start(settings);
        Client client = Client.connect(server.address())) {
      assertThat(client.reply()).containsPattern("2[25]0|354|521");
    }
  }

  @Test
  void aSplitEndMarkIsMissed() throws IOException {
    try (ReferenceServer server = start(Defect.SPLIT_END_MARK_MISSED);
        Client client = inTransaction(server)) {
      client.send("DATA\r\none\r\n.");
      assertThat(client.reply()).startsWith("354");
      client.send("\r\ntwo\r\n.\r\n");

      assertThat(client.reply()).startsWith("250 2.6.0 OK ");
      assertThat(client.ask("VRFY alice")).startsWith("250 2.1.5 Alice");
    }
  }

  @Test
  void tooMuchDataIsAnsweredBeforeItsEnd() throws IOException {
    try (ReferenceServer server = start(Defect.OVERSIZE_REPLY_IN_TEXT);
        Client client = inData(server)) {
      client.send(("x".repeat(1022) + "\r\n").repeat(4200));

      assertThat(client.reply()).startsWith("552");
    }
  }

  @Test
  void tooMuchDataIsCut() throws IOException {
    try (ReferenceServer server = start(Defect.OVERSIZE_CUT);
        Client client = inData(server)) {
      client.send(("x".repeat(1022) + "\r\n").repeat(4200) + ".\r\n");

      assertThat(client.reply()).startsWith("250");
    }
  }

  private ReferenceServer start(Defect defect) throws IOException {
    return ReferenceServer.start(Settings.of(mail).withDefects(Set.of(defect)));
  }

  private static Client inData(ReferenceServer server) {
    Client client = inTransaction(server);
    client.ask("DATA");
    return client;
  }

  private static Client inTransaction(ReferenceServer server) {
    Client client = Client.connect(server.address());
    client.reply();
    for (String line : List.of("HELO c", "MAIL FROM:<>", "RCPT TO:<alice@mta.test>")) {
      client.ask(line);
    }
    return client;
  }
}
