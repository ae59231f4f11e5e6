package org.smtpspec.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;

/**
 * One case on the server with one defect, under one profile.
 *
 * @param defect empty for the sound server
 */
public record Trial(Optional<Defect> defect, Case one, Profile profile) {
  /** Under the latest profile in which the rule of {@code one} is in force. */
  public static Trial of(Defect defect, Case one) {
    return new Trial(Optional.of(defect), one, latest(one));
  }

  /** On the sound server, under the latest profile in which the rule of {@code one} is in force. */
  public static Trial ofSound(Case one) {
    return new Trial(Optional.empty(), one, latest(one));
  }

  /** The same under {@code other}. */
  Trial under(Profile other) {
    return new Trial(defect, one, other);
  }

  /** The same case under the same profile on the sound server. */
  Trial sound() {
    return new Trial(Optional.empty(), one, profile);
  }

  /** The latest profile under which the rule of {@code one} is in force. */
  static Profile latest(Case one) {
    return Arrays.stream(Profile.values())
        .sorted(Comparator.reverseOrder())
        .filter(one::isInForce)
        .findFirst()
        .orElse(Profile.RFC821);
  }

  /** What the server is called where targets are named. */
  String spec() {
    return defect.map(each -> "reference:" + each.id()).orElse("reference");
  }
}
