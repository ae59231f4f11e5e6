package org.smtpspec.fuzz;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sequences of a campaign by number: the seed and the number alone decide what each is, so that
 * shards share none and a stopped campaign goes on where it was. Thread-safe.
 */
final class Sequences {
  /** How many sequences share a vocabulary. */
  private static final int EPOCH = 4096;

  private final long seed;
  private final Terms terms;
  private final Generator generator;
  private final Map<Long, Vocabulary> vocabularies = new ConcurrentHashMap<>();

  /** Those of {@code seed} for a server that offers {@code offers}. */
  Sequences(long seed, Terms terms, Offers offers) {
    this.seed = seed;
    this.terms = terms;
    this.generator = new Generator(terms, offers);
  }

  /** The sequence of that number. */
  Sequence number(long index) {
    long epoch = index / EPOCH;
    Vocabulary words = vocabularies.get(epoch);
    if (words == null) {
      words = vocabularies.computeIfAbsent(epoch, any -> Vocabulary.of(seed + epoch * 7919, terms));
      vocabularies.keySet().removeIf(one -> one < epoch - 1);
    }
    return generator.sequence(words, new Random(mixed(index)));
  }

  /** Neighbouring numbers give unlike randoms; Steele, Lea, Flood: SplitMix64, 2014. */
  private long mixed(long index) {
    long z = (seed ^ 0x9E3779B97F4A7C15L) + index * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 30)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
