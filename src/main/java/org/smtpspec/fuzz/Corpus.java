package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.smtpspec.wire.Octets;

/**
 * For each cell of the coverage table a sequence that fills it. On disk it is a line of fields for
 * each, with a tab between them. Thread-safe.
 */
final class Corpus {
  private final Map<String, Sequence> sequences = new ConcurrentHashMap<>();

  /** Keeps {@code sequence} for the cells that no other has filled. */
  void keep(Sequence sequence, Played played) {
    played.exchanges().forEach(exchange -> sequences.putIfAbsent(exchange.cell(), sequence));
  }

  /** Keeps what another campaign has kept; of two the shorter. */
  void add(Map<String, Sequence> others) {
    others.forEach((cell, sequence) -> sequences.merge(cell, sequence, Corpus::shorter));
  }

  private static Sequence shorter(Sequence one, Sequence other) {
    String mine = moves(one);
    String its = moves(other);
    boolean first =
        mine.length() == its.length() ? mine.compareTo(its) <= 0 : mine.length() < its.length();
    return first ? one : other;
  }

  /** All by their cells. */
  Map<String, Sequence> all() {
    return Map.copyOf(sequences);
  }

  /** The lines of the file, by the names of the cells. */
  static List<String> lines(Map<String, Sequence> all) {
    var lines = new ArrayList<String>();
    new TreeMap<>(all).forEach((cell, one) -> lines.add("corpus\t" + cell + "\t" + moves(one)));
    return lines;
  }

  /** The file: what was played, then all. */
  List<String> file(Roll roll) {
    var lines = new ArrayList<>(List.of(roll.line()));
    lines.addAll(lines(sequences));
    return lines;
  }

  /** What the fields of such lines give. */
  static Map<String, Sequence> read(List<String> lines) {
    var all = new TreeMap<String, Sequence>();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("corpus")) {
        all.put(fields[1], sequence(fields, 2));
      }
    }
    return all;
  }

  /** The moves of a sequence as fields. */
  static String moves(Sequence sequence) {
    return sequence.moves().stream().map(Corpus::field).collect(Collectors.joining("\t"));
  }

  /** Its connection when it is not the first, a sign that tells whether it joins, its octets. */
  private static String field(Move move) {
    String connection = move.connection() == 1 ? "" : Integer.toString(move.connection());
    return connection + (move.joined() ? "+" : "-") + move.octets().escaped();
  }

  private static Move move(String field) {
    int sign = Character.isDigit(field.charAt(0)) ? 1 : 0;
    int connection = sign == 0 ? 1 : field.charAt(0) - '0';
    return new Move(
        Octets.unescape(field.substring(sign + 1)), field.charAt(sign) == '+', connection);
  }

  /** The sequence whose moves stand in {@code fields} from {@code first} on. */
  static Sequence sequence(String[] fields, int first) {
    var moves = new ArrayList<Move>();
    for (String move : List.of(fields).subList(first, fields.length)) {
      moves.add(move(move));
    }
    return new Sequence(moves);
  }
}
