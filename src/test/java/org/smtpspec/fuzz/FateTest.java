package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.wire.Octets;

class FateTest {
  private static final String BOX = "bob@mta.test";
  private static final String TEXT = "From: <a@b.test>\r\nSubject: word\r\n\r\ntext\r\n";
  private static final String HOP = "Received: from a.test by b.test; x\r\n";

  @ParameterizedTest
  @CsvSource({
    "0, 0, true",
    "0, 1, false",
    "0, 2, true",
    "250, 0, false",
    "250, 1, false",
    "250, 2, true"
  })
  void whatSeemsToLoopMayGoBackButMayNotArriveTwice(int hops, int copies, boolean wrong) {
    String text = HOP.repeat(hops) + TEXT;
    Argument kind = TextClass.of(text);
    var sent = new Sent("word", true, Map.of(BOX, 1), false, kind, text, false);
    List<Octets> found = Collections.nCopies(copies, Octets.of(text.replace("\r\n", "\n")));

    Fate fate = Fate.of(sent, BOX, found);

    assertThat(fate.breach().map(Breach::rule))
        .isEqualTo(wrong ? Optional.of(Rule.ARRIVES_ONCE) : Optional.empty());
  }
}
