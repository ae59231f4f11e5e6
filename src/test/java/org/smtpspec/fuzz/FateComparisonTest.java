package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smtpspec.wire.Octets;

class FateComparisonTest {
  private static final String BOX = "alice@mta.test";
  private static final String TEXT = "From: <a@client.test>\r\nSubject: t1aa\r\n\r\nx\r\n";
  private static final String KEPT = "Received: y\n" + TEXT.replace("\r\n", "\n");

  @Test
  void headersAndEndsOfLinesDoNotCount() {
    assertThat(compared(fate(sent(1), KEPT), fate(sent(1), TEXT))).isEmpty();
  }

  @Test
  void aRecipientThatWasTakenTwiceGetsOneCopyOrTwo() {
    assertThat(compared(fate(sent(2), KEPT), fate(sent(2), KEPT, KEPT)))
        .containsExactly("TEXT\tEND\tCLEAN\t1 of n\tn of n\tlegal choice");
  }

  @Test
  void aRecipientThatGetsNothingIsLost() {
    assertThat(compared(fate(sent(3), KEPT), fate(sent(3))))
        .containsExactly("TEXT\tEND\tCLEAN\t1 of n\t0 of n\tb breaks arrives-once");
  }

  @Test
  void aRefusedTextMustNotArrive() {
    Sent refused = new Sent("t1aa", false, Map.of(BOX, 1), false, Argument.CLEAN, TEXT, true);

    assertThat(compared(fate(refused), fate(refused, KEPT)))
        .containsExactly("TEXT\tBDAT\tCLEAN\t0 of 0\t1 of 0\tb breaks refused-stays-out");
  }

  @Test
  void aTextWithoutItsEndMustNotArrive() {
    assertThat(compared(Fate.ofUnended("t1aa", BOX, 1), Fate.ofUnended("t1aa", BOX, 0)))
        .containsExactly("TEXT\tEND\tNONE\t1 of 0\t0 of 0\ta breaks refused-stays-out");
  }

  @Test
  void aTextThatMustBeKeptIsChangedInTwoWays() {
    assertThat(compared(fate(sent(1), KEPT + "y\n"), fate(sent(1), KEPT.replace("\nx", "\nz"))))
        .containsExactly(
            "TEXT\tEND\tCLEAN\t1 of 1, other text\t1 of 1, other text 2"
                + "\ta breaks text-kept, b breaks text-kept");
  }

  @Test
  void aTextThatNoClientMaySendMayBeChanged() {
    String lone = TEXT.replace("x\r\n", "x\ny\r\n");
    Sent tainted = new Sent("t1aa", true, Map.of(BOX, 1), false, Argument.TAINTED, lone, false);

    assertThat(compared(fate(tainted, lone), fate(tainted, lone.replace("\ny", " y"))))
        .containsExactly("TEXT\tEND\tTAINTED\t1 of 1, as sent\t1 of 1, other text\tlegal choice");
    assertThat(compared(fate(tainted, lone), fate(tainted, lone.replace("\n", "\r\n")))).isEmpty();
  }

  @Test
  void mailFromARecipientOfWhomNothingIsKnownIsNoDifference() {
    Sent aliased = new Sent("t1aa", true, Map.of(), true, Argument.CLEAN, TEXT, false);

    assertThat(compared(fate(aliased), fate(aliased, KEPT))).isEmpty();
  }

  @Test
  void nothingIsSaidOfATextThatWasTakenInUnlikeStates() {
    var comparison = new FateComparison(List.of("a", "b"));
    List<Optional<List<Fate>>> fates = List.of(told(fate(sent(1), KEPT)), told(fate(sent(1))));

    assertThat(comparison.differences(fates, Set.of("t1ab")::contains)).isEmpty();
    assertThat(comparison.differences(fates, Set.of("t1aa")::contains)).hasSize(1);
  }

  @Test
  void aServerWhoseMailCannotBeSeenIsPassedOver() {
    var comparison = new FateComparison(List.of("a", "b", "c"));
    List<Optional<List<Fate>>> fates =
        List.of(told(fate(sent(1), KEPT)), Optional.empty(), told(fate(sent(1))));

    assertThat(comparison.differences(fates, any -> true))
        .containsOnlyKeys("TEXT\tEND\tCLEAN\t1 of 1\t-\t0 of 1\tc breaks arrives-once");
    assertThat(comparison.tells(fates)).isTrue();
  }

  @Test
  void nothingIsSaidWhenOneServerCannotBeJudged() {
    var comparison = new FateComparison(List.of("a", "b", "c"));
    List<Optional<List<Fate>>> fates =
        List.of(told(fate(sent(1), KEPT)), told(), told(fate(sent(1))));

    assertThat(comparison.differences(fates, any -> true)).isEmpty();
    assertThat(comparison.tells(fates)).isFalse();
  }

  private static Set<String> compared(Fate one, Fate other) {
    return new FateComparison(List.of("a", "b"))
        .differences(List.of(told(one), told(other)), any -> true)
        .keySet();
  }

  private static Optional<List<Fate>> told(Fate... fates) {
    return Optional.of(List.of(fates));
  }

  private static Sent sent(int taken) {
    return new Sent("t1aa", true, Map.of(BOX, taken), false, Argument.CLEAN, TEXT, false);
  }

  private static Fate fate(Sent sent, String... found) {
    return Fate.of(sent, BOX, Arrays.stream(found).map(Octets::of).toList());
  }
}
