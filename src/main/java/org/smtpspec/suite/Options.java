package org.smtpspec.suite;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may stand after a set of replies or a check of mail.
 *
 * @param within a limit
 * @param stop whether the dialogue ends there
 * @param level the level of the line
 * @param profiles the profiles under which the line counts
 * @param reason what follows {@code because}
 */
record Options(
    Optional<Duration> within,
    boolean stop,
    Optional<Level> level,
    Set<Profile> profiles,
    String reason) {
  static Options read(Cursor cursor, boolean needsReason) throws SuiteException {
    Optional<Duration> within = cursor.within();
    boolean stop = cursor.take("stop");
    Optional<Level> level = Optional.empty();
    Set<Profile> profiles = EnumSet.noneOf(Profile.class);
    while (cursor.peek().startsWith("@")) {
      if (cursor.peek().matches("@(MUST|SHOULD|MAY)")) {
        level = Optional.of(Level.valueOf(cursor.word().substring(1)));
      } else {
        profiles.addAll(profiles(cursor));
      }
    }
    String reason = cursor.take("because") ? cursor.rest() : "";
    if (!cursor.atEnd()) {
      throw cursor.expected("'|', within, stop, @LEVEL, @PROFILE, because, or the end of the line");
    }
    if (needsReason && reason.isEmpty()) {
      throw cursor.expected("because and a reason");
    }
    return new Options(
        within, stop, level, profiles.isEmpty() ? EnumSet.allOf(Profile.class) : profiles, reason);
  }

  private static Set<Profile> profiles(Cursor cursor) throws SuiteException {
    String tag = cursor.peek().substring(1);
    boolean andLater = tag.endsWith("+");
    Profile first =
        Profile.named(andLater ? tag.substring(0, tag.length() - 1) : tag)
            .orElseThrow(
                () ->
                    cursor.expected(
                        "@MUST, @SHOULD, @MAY, @rfc821, @rfc1123 or @rfc5321, a plus after it for later ones too"));
    cursor.word();
    return andLater ? EnumSet.range(first, Profile.RFC5321) : EnumSet.of(first);
  }

  boolean countsUnder(Profile profile) {
    return profiles.contains(profile);
  }
}
