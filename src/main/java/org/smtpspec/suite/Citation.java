package org.smtpspec.suite;

import java.util.Optional;

/** What a case rests on. */
public sealed interface Citation {
  /** The form in a result document: {@code rfc5321#3.3}, {@code erratum:1234}. */
  String anchor();

  /** In words: {@code RFC 5321 section 3.3}. */
  String words();

  /** The rule of the catalogue, when it is one. */
  default Optional<Requirement> rule() {
    return Optional.empty();
  }

  /** A section of an RFC. */
  record Section(int rfc, String section) implements Citation {
    @Override
    public String anchor() {
      return "rfc" + rfc + "#" + section;
    }

    @Override
    public String words() {
      boolean appendix = Character.isLetter(section.charAt(0));
      return "RFC "
          + rfc
          + (appendix ? " appendix " : " section ")
          + section.replaceFirst("App[.] ", "");
    }
  }

  /** A rule of the catalogue, and by it the section where it stands. */
  record Rule(Requirement requirement) implements Citation {
    @Override
    public String anchor() {
      return section().anchor();
    }

    @Override
    public String words() {
      return section().words();
    }

    @Override
    public Optional<Requirement> rule() {
      return Optional.of(requirement);
    }

    private Section section() {
      return new Section(requirement.rfc(), requirement.section());
    }
  }

  /** An erratum of the RFC Editor. */
  record Erratum(int number) implements Citation {
    @Override
    public String anchor() {
      return "erratum:" + number;
    }

    @Override
    public String words() {
      return "RFC erratum " + number;
    }
  }
}
