package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.wire.Octets;

/** Writes a finding as a suite file, see {@code suites/FORMAT.md}. */
final class CaseFile {
  private static final Pattern RUN = Pattern.compile("([A-Za-z0-9])\\1{39,}");

  /** So many equal lines in a row are written out. */
  private static final int SEVERAL = 3;

  private final Map<String, String> facts;
  private final Set<String> used = new TreeSet<>();

  /** {@code facts} of the target; where they stand in a sequence, their names are written. */
  CaseFile(Map<String, String> facts) {
    this.facts = new LinkedHashMap<>();
    for (String name : List.of("mailbox", "mailbox2", "mailbox3", "missing", "foreign")) {
      if (facts.containsKey(name)) {
        this.facts.put(name, facts.get(name));
      }
    }
  }

  /**
   * The file.
   *
   * @param played what the sequence of the finding got when it was last played
   * @param origin lines that say where it comes from
   */
  String text(Finding finding, Played played, List<String> origin) {
    List<String> dialogue = dialogue(finding, played);
    Rule rule = finding.breach().rule();
    var lines = new ArrayList<String>();
    lines.add("---");
    origin.forEach(line -> lines.add("# " + Octets.of(latin(line)).escaped().stripTrailing()));
    lines.add("# found: " + latin(finding.words()));
    lines.add("title: " + sentence(rule.title()));
    lines.add("level: " + rule.level());
    lines.add("cite: " + rule.cite());
    if (!used.isEmpty()) {
      lines.add("args: " + String.join(", ", used));
    }
    if (rule.isOfForm()) {
      lines.add("replies: strict");
    }
    lines.add("---");
    lines.addAll(dialogue);
    return String.join("\n", lines) + "\n";
  }

  private static String latin(String text) {
    return text.replaceAll("[^\\x20-\\x7E]", "?");
  }

  private static String sentence(String title) {
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private List<String> dialogue(Finding finding, Played played) {
    var lines = new ArrayList<String>();
    List<List<Move>> writes = finding.sequence().writes();
    int last = played.exchanges().size() - 1;
    boolean wrongCode = last >= 0 && isCode(finding.breach());
    int judged = wrongCode ? last : last + 1;
    int connection = 1;
    answers(lines, played, one -> isGreeting(one, 1), judged, finding);
    for (int write = 0; write < writes.size(); write++) {
      int at = write;
      connection = writes.get(write).get(0).connection();
      int opened = connection;
      if (opened > 1) {
        answers(
            lines, played, one -> isGreeting(one, opened) && one.write() == at, judged, finding);
      }
      int before = lines.size();
      sends(lines, writes.get(write));
      int sent = lines.size();
      answers(lines, played, one -> isAnswer(one) && one.write() == at, judged, finding);
      if (last >= 0 && played.exchanges().get(last).write() < write - 1) {
        break;
      } else if (lines.size() == sent && sent > before && write + 1 < writes.size()) {
        // Two pieces at once may arrive as one.
        lines.add("T: pause 25ms");
      }
    }
    if (!wrongCode) {
      unanswered(lines, finding.breach(), connection);
    }
    return lines;
  }

  private static boolean isAnswer(Exchange exchange) {
    return exchange.command().verb() != Verb.CONNECT;
  }

  private static boolean isGreeting(Exchange exchange, int connection) {
    return exchange.command().verb() == Verb.CONNECT && exchange.connection() == connection;
  }

  private static boolean isCode(Breach breach) {
    return breach.got().matches("\\d{3}") || breach.rule().isOfForm();
  }

  private static void answers(
      List<String> lines, Played played, Predicate<Exchange> which, int judged, Finding finding) {
    Breach breach = finding.breach();
    for (int i = 0; i < played.exchanges().size(); i++) {
      Exchange exchange = played.exchanges().get(i);
      if (which.test(exchange)) {
        String kind = "S" + number(exchange.connection());
        boolean ill = i == judged && breach.rule().isOfForm();
        lines.add(
            i == judged && !ill
                ? kind + ": " + breach.expected()
                : kind + (ill ? ": " : "! ") + "%03d".formatted(exchange.code()));
        if (exchange.command().verb() == Verb.STARTTLS && exchange.code() == 220 && i != judged) {
          lines.add("T" + number(exchange.connection()) + ": tls");
        }
      }
    }
  }

  /** As it stands behind the letter of a line. */
  private static String number(int connection) {
    return connection == 1 ? "" : Integer.toString(connection);
  }

  private void unanswered(List<String> lines, Breach breach, int connection) {
    String number = number(connection);
    if (breach.expected().startsWith("M: ")) {
      lines.add(withFacts(breach.expected()));
      if (breach.rule() == Rule.CLOSED_RELAY) {
        used.add("foreign");
      }
    } else if (breach.expected().equals("closed")) {
      lines.add("S" + number + ": closed within 10s");
    } else if (breach.got().startsWith("extra") || breach.rule() == Rule.HANDSHAKE) {
      lines.add("C" + number + ": QUIT");
      lines.add("S" + number + ": 221");
    } else if (breach.rule() == Rule.FRESH_SESSION) {
      lines.add("T: pause 1s");
      lines.add("S2: 220");
    } else {
      String within = breach.isSilence() ? " within 10s" : "";
      lines.add("S" + number + ": " + breach.expected() + within);
    }
  }

  /** Each line that a move holds is a line of the file; all of them are one write. */
  private void sends(List<String> lines, List<Move> moves) {
    String number = number(moves.get(0).connection());
    List<String> pieces =
        moves.stream()
            .map(move -> move.octets().text())
            .flatMap(CaseFile::pieces)
            .filter(piece -> !piece.isEmpty())
            .toList();
    int at = 0;
    while (at < pieces.size()) {
      int run = run(pieces, at);
      String line = run > 1 ? repeated(pieces.get(at), run) : line(pieces.get(at));
      lines.add((at == 0 ? "" : "+") + line.charAt(0) + number + line.substring(1));
      at += run;
    }
  }

  private static Stream<String> pieces(String text) {
    return Chunk.whole(text).isPresent() ? Stream.of(text) : Stream.of(text.split("(?<=\r\n)", -1));
  }

  /** How many times in a row the piece at {@code from} stands, when a macro can say so. */
  private int run(List<String> pieces, int from) {
    String piece = pieces.get(from);
    int to = from;
    while (to < pieces.size() && pieces.get(to).equals(piece)) {
      to++;
    }
    boolean plain =
        piece.charAt(0) != ' ' && written(piece).chars().noneMatch(c -> c == '$' || c == '}');
    return plain && to - from > SEVERAL ? to - from : 1;
  }

  private String repeated(String piece, int times) {
    return "R: ${repeat " + times + " " + written(piece) + "}";
  }

  private String line(String piece) {
    Optional<Chunk> chunk = Chunk.whole(piece);
    if (chunk.filter(one -> one.size() > 0).isPresent()) {
      return chunk(chunk.get(), Chunk.content(piece));
    }
    String text = piece.endsWith("\r\n") ? piece.substring(0, piece.length() - 2) : piece;
    boolean whole = piece.length() > 2 && piece.endsWith("\r\n") && text.indexOf('\n') < 0;
    return whole ? "C: " + written(text) : "R: " + written(piece);
  }

  /** Of what differs from play to play a macro tells the size. */
  private String chunk(Chunk chunk, String content) {
    String text =
        Stream.of(content.split("}", -1)).map(this::written).collect(Collectors.joining("\\x7D"));
    String size = text.contains("${") ? "${size " + text + "}" : Integer.toString(chunk.size());
    return "R: BDAT " + size + (chunk.last() ? " LAST" : "") + "\\r\\n" + text;
  }

  private String written(String octets) {
    String escaped = Octets.of(octets).escaped().replace("${", "\\x24{");
    Matcher run = RUN.matcher(escaped);
    escaped =
        run.replaceAll(
            match ->
                Matcher.quoteReplacement(
                    "${repeat " + match.group().length() + " " + match.group(1) + "}"));
    escaped = withFacts(escaped);
    escaped = escaped.replace(Terms.SENDER, "${sender}").replace(Stamp.PLACE, "${token}");
    return escaped.endsWith(" ") ? escaped.substring(0, escaped.length() - 1) + "\\x20" : escaped;
  }

  private String withFacts(String escaped) {
    String text = escaped;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      if (text.contains(fact.getValue())) {
        text = text.replace(fact.getValue(), "${" + fact.getKey() + "}");
        used.add(fact.getKey());
      }
    }
    return text;
  }
}
