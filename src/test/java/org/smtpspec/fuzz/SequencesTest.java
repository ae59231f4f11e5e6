package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private static final Terms TERMS =
      new Terms(List.of("alice@mta.test"), "no@mta.test", "u@elsewhere.test", "mta.test");

  @Test
  void theSameSeedGivesTheSameSequences() {
    var once = new Sequences(5, TERMS, Offers.NONE);
    var again = new Sequences(5, TERMS, Offers.NONE);

    for (long i : new long[] {0, 1, 77, 4095, 4096, 3}) {
      assertThat(again.number(i)).isEqualTo(once.number(i));
    }
  }

  @Test
  void anotherSeedGivesOthers() {
    assertThat(texts(5)).isNotEqualTo(texts(6));
  }

  @Test
  void fewSequencesAreAlike() {
    assertThat(new TreeSet<>(texts(1))).hasSizeGreaterThan(1500);
  }

  @Test
  void everyStateAndCommandIsWrittenForSooner() {
    Set<Verb> verbs =
        texts(1).stream()
            .flatMap(String::lines)
            .map(line -> Verb.of(line.split("[ :]", 2)[0]))
            .collect(Collectors.toSet());

    assertThat(verbs).containsAll(Generator.VERBS);
  }

  @Test
  void allLookAlikesOfTheEndMarkAreWritten() {
    String all = String.join("", texts(1));

    assertThat(Texts.LOOK_ALIKES).allSatisfy(mark -> assertThat(all).contains(mark));
  }

  @Test
  void someSequencesGoThroughSeveralSessionsAtOnce() {
    var sequences = new Sequences(1, TERMS, Offers.NONE);
    long several =
        IntStream.range(0, 500)
            .mapToObj(sequences::number)
            .filter(one -> one.moves().stream().anyMatch(move -> move.connection() == 2))
            .count();

    assertThat(several).isBetween(20L, 100L);
  }

  @Test
  void chunksAreWrittenWhereTheyAreOffered() {
    var offering = new Sequences(1, TERMS, new Offers(Set.of("CHUNKING"), Set.of()));
    List<String> all =
        IntStream.range(0, 500).mapToObj(i -> offering.number(i).octets().text()).toList();

    assertThat(all).filteredOn(text -> text.contains("BDAT ")).hasSizeGreaterThan(50);
    assertThat(texts(1)).filteredOn(text -> text.contains("BDAT ")).isEmpty();
  }

  private static List<String> texts(long seed) {
    var sequences = new Sequences(seed, TERMS, Offers.NONE);
    return IntStream.range(0, 2000)
        .mapToObj(i -> sequences.number(5L * i).octets().text())
        .toList();
  }
}
