package org.smtpspec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
  private final ReplyReader reader = new ReplyReader();

  @Test
  void oneLineIsAReply() {
    feed(reader, "250 2.1.0 Ok\r\n");

    Reply reply = reader.poll().orElseThrow();

    assertThat(reply.code()).isEqualTo(250);
    assertThat(reply.lines()).containsExactly("2.1.0 Ok");
    assertThat(reply.raw().text()).isEqualTo("250 2.1.0 Ok\r\n");
    assertThat(reply.departures()).isEmpty();
    assertThat(reader.poll()).isEmpty();
  }

  @Test
  void linesWithAHyphenGoOn() {
    feed(reader, "250-mx.test\r\n250-SIZE 1000\r\n250-auth=LOGIN\r\n250 \r\n");

    Reply reply = reader.poll().orElseThrow();

    assertThat(reply.lines()).containsExactly("mx.test", "SIZE 1000", "auth=LOGIN", "");
    assertThat(reply.text()).isEqualTo("mx.test\nSIZE 1000\nauth=LOGIN\n");
    assertThat(reply.keywords()).containsExactly("SIZE", "AUTH");
    assertThat(reply.departures()).isEmpty();
  }

  @Test
  void repliesComeInTheirOrder() {
    feed(reader, "220 a\r\n250-b\r\n250 c\r\n221 d\r\n");

    List<Integer> codes = replies(reader).stream().map(Reply::code).toList();

    assertThat(codes).containsExactly(220, 250, 221);
  }

  @Test
  void bareLfEndsALineAndIsNoted() {
    feed(reader, "250 ok\n");

    assertThat(reader.poll().orElseThrow().departures()).containsExactly(Departure.BARE_LF);
  }

  @Test
  void bareCrDoesNotEndALine() {
    feed(reader, "250 a\rb\r\n");

    Reply reply = reader.poll().orElseThrow();

    assertThat(reply.lines()).containsExactly("a\rb");
    assertThat(reply.departures()).containsExactly(Departure.BARE_CR);
  }

  @Test
  void crCrLfIsABareCr() {
    feed(reader, "250 a\r\r\n");

    assertThat(reader.poll().orElseThrow().departures()).containsExactly(Departure.BARE_CR);
  }

  @Test
  void nulIsNoted() {
    feed(reader, "250 a\0b\r\n");

    assertThat(reader.poll().orElseThrow().departures()).containsExactly(Departure.NUL);
  }

  @Test
  void anOctetAboveSevenBitsIsNoted() {
    feed(reader, "250 \u00E9\r\n");

    assertThat(reader.poll().orElseThrow().departures()).containsExactly(Departure.EIGHT_BIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "25", "2x0 ok", " 250 ok", "-250 ok"})
  void aLineWithoutThreeDigitsHasNoCode(String line) {
    feed(reader, line + "\r\n");

    Reply reply = reader.poll().orElseThrow();

    assertThat(reply.code()).isZero();
    assertThat(reply.lines()).containsExactly(line);
    assertThat(reply.departures()).containsExactly(Departure.NO_CODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"250ok", "2500", "250\tok"})
  void aCodeWithoutBlankOrHyphenIsNoted(String line) {
    feed(reader, line + "\r\n");

    Reply reply = reader.poll().orElseThrow();

    assertThat(reply.code()).isEqualTo(250);
    assertThat(reply.departures()).containsExactly(Departure.NO_SEPARATOR);
  }

  @Test
  void theCodeAloneFitsTheGrammar() {
    feed(reader, "354\r\n");

    Reply reply = reader.poll().orElseThrow();

    assertThat(reply.code()).isEqualTo(354);
    assertThat(reply.departures()).isEmpty();
  }

  @Test
  void aCodeThatChangesIsNotedAndTheLastOneCounts() {
    feed(reader, "250-a\r\n251-b\r\n252 c\r\n");

    Reply reply = reader.poll().orElseThrow();

    assertThat(reply.code()).isEqualTo(252);
    assertThat(reply.departures()).containsExactly(Departure.CODE_CHANGES);
  }

  @Test
  void aLineWithoutCodeEndsAMultiLineReply() {
    feed(reader, "250-a\r\nb\r\n");

    Reply reply = reader.poll().orElseThrow();

    assertThat(reply.code()).isZero();
    assertThat(reply.departures()).containsExactly(Departure.NO_CODE, Departure.CODE_CHANGES);
  }

  @Test
  void theDeparturesOfOneReplyAreNotThoseOfTheNext() {
    feed(reader, "250 a\n250 b\r\n");

    List<Reply> replies = replies(reader);

    assertThat(replies.get(1).departures()).isEmpty();
  }

  @Test
  void fiveHundredAndTwelveOctetsAreTheLongestLine() {
    feed(reader, "250 " + "a".repeat(506) + "\r\n" + "250 " + "a".repeat(507) + "\r\n");

    List<Reply> replies = replies(reader);

    assertThat(replies.get(0).departures()).isEmpty();
    assertThat(replies.get(1).departures()).containsExactly(Departure.LINE_TOO_LONG);
  }

  @Test
  void whatIsNotWholeIsKept() {
    feed(reader, "250 ok\r\n250-a\r\n25");

    reader.poll();

    assertThat(reader.poll()).isEmpty();
    assertThat(reader.partial().text()).isEqualTo("250-a\r\n25");
    assertThat(reader.flooded()).isFalse();
  }

  @Test
  void aFloodIsNoticedAndShownByItsBeginning() {
    feed(reader, "250-" + "a".repeat(ReplyReader.FLOOD));

    assertThat(reader.flooded()).isTrue();
    assertThat(reader.partial().text()).isEqualTo("250-" + "a".repeat(1020));
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "220 a\r\n250-b\r\n250 c\r\n221 d\r\n",
        "250-a\n251-\u00FFb\r\n\r\r\n252\r\n\0\n2",
        "\r\n\n\r",
      })
  void repliesAreTheSameWhereverTheInputIsSplit(String input) {
    feed(reader, input);
    List<Reply> whole = replies(reader);

    for (int at = 0; at <= input.length(); at++) {
      var split = new ReplyReader();
      feed(split, input.substring(0, at));
      feed(split, input.substring(at));

      assertThat(replies(split)).as("split at %d", at).isEqualTo(whole);
      assertThat(split.partial()).isEqualTo(reader.partial());
    }
  }

  @Property(tries = 500)
  void noOctetIsLost(@ForAll("pieces") List<String> pieces) {
    var any = new ReplyReader();

    pieces.forEach(piece -> feed(any, piece));

    String read = replies(any).stream().map(r -> r.raw().text()).collect(Collectors.joining());
    assertThat(read + any.partial().text()).isEqualTo(String.join("", pieces));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    Arbitrary<String> likely =
        Arbitraries.of("250", "250 ", "250-", "\r\n", "\n", "\r", "\0", "ok", "\u00FF", "999-");
    Arbitrary<String> any = Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(20);
    return Arbitraries.frequencyOf(Tuple.of(4, likely), Tuple.of(1, any)).list().ofMaxSize(40);
  }

  private static void feed(ReplyReader reader, String octets) {
    byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
    reader.feed(bytes, bytes.length);
  }

  private static List<Reply> replies(ReplyReader reader) {
    var replies = new ArrayList<Reply>();
    for (Optional<Reply> next = reader.poll(); next.isPresent(); next = reader.poll()) {
      replies.add(next.get());
    }
    return replies;
  }
}
