package org.smtpspec.cli;

import java.util.ArrayList;
import java.util.List;
import org.smtpspec.dialogue.Alternative;
import org.smtpspec.dialogue.Rank;
import org.smtpspec.dialogue.Step;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Facts;
import org.smtpspec.suite.Profile;

/**
 * How the rule of a case is read: which replies keep it, and which others are let pass, and why.
 */
final class Readings {
  private Readings() {}

  /**
   * A reading.
   *
   * @param label what it is, in a word
   */
  record Reading(String label, String text) {}

  /** That of {@code profile}, what else may be read, and what other profiles read instead. */
  static List<Reading> of(Case one, Profile profile) {
    var readings = new ArrayList<>(of(one.script(Facts.examples(), "t0", profile).steps()));
    for (Profile other : Profile.values()) {
      List<Reading> theirs = of(one.script(Facts.examples(), "t0", other).steps());
      if (other != profile && one.isInForce(other)) {
        theirs.stream()
            .filter(reading -> reading.label().equals("reading") && !readings.contains(reading))
            .forEach(
                reading -> readings.add(new Reading("other", reading.text() + " under " + other)));
      }
    }
    return List.copyOf(readings);
  }

  private static List<Reading> of(List<Step> steps) {
    var readings = new ArrayList<Reading>();
    String sent = "the connection";
    for (Step step : steps) {
      if (step instanceof Step.Send send) {
        sent = shortly(send.octets().escaped());
      } else if (step instanceof Step.Expect expect && !expect.onTheWay()) {
        String to = sent;
        readings.add(new Reading("reading", to + ": " + expect.words(Rank.KEEPS)));
        expect.alternatives().stream()
            .filter(each -> each.rank() != Rank.KEEPS)
            .forEach(each -> readings.add(new Reading("other", other(to, each))));
      }
    }
    return readings;
  }

  private static String other(String sent, Alternative alternative) {
    String what = alternative.rank() == Rank.TOLERATED ? "tolerated" : "not applicable";
    return "%s: %s, %s because %s"
        .formatted(sent, alternative.set().words(), what, alternative.reason());
  }

  /** The last line of a write is what the reply is to. */
  private static String shortly(String escaped) {
    String line = escaped.replaceFirst("(\\\\r)?\\\\n$", "").replaceFirst("(?s)^.*\\\\r\\\\n", "");
    if (line.equals(".")) {
      return "the message";
    }
    return line.length() > 60 ? line.substring(0, 57) + "..." : line;
  }
}
