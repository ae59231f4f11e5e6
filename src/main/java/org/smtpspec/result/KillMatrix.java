package org.smtpspec.result;

import java.util.List;

/**
 * Which cases failed for which seeded defects of the reference server: what {@code selftest} shows.
 *
 * @param command how it was asked for
 * @param cases how many cases there are
 * @param rows one for each defect
 * @param unfailing the cases that failed for no defect
 */
public record KillMatrix(String command, int cases, List<Row> rows, List<Unfailing> unfailing) {
  /** Copies the lists. */
  public KillMatrix {
    rows = List.copyOf(rows);
    unfailing = List.copyOf(unfailing);
  }

  /** The defects that no case caught. */
  public List<Row> survivors() {
    return rows.stream().filter(row -> row.caught().isEmpty()).toList();
  }

  /** How many defects were caught. */
  public int caught() {
    return rows.size() - survivors().size();
  }

  /** Of a hundred defects so many were caught, rounded down; 100 when there are none. */
  public int share() {
    return rows.isEmpty() ? 100 : 100 * caught() / rows.size();
  }

  /** How many cases have failed. */
  public int failed() {
    return cases - unfailing.size();
  }

  /** Of how many cases that failed for no defect the reason is on record. */
  public int explained() {
    return unfailing.size() - unexplained().size();
  }

  /** The cases that failed for no defect, where no reason is on record. */
  public List<Unfailing> unexplained() {
    return unfailing.stream().filter(one -> one.reason().isEmpty()).toList();
  }

  /**
   * A defect.
   *
   * @param id its name
   * @param what the server does that has it
   * @param rule the rule of the catalogue that it breaks
   * @param cite where the rule stands, as {@code rfc821#4.1.1}
   * @param broad whether a quarter of all cases fail for it
   * @param caught the cases that failed for it, of those that were played
   */
  public record Row(
      String id, String what, String rule, String cite, boolean broad, List<Catch> caught) {
    /** Copies the list. */
    public Row {
      caught = List.copyOf(caught);
    }
  }

  /**
   * A case that failed for a defect.
   *
   * @param id of the case
   * @param title of the case
   * @param profile under which it failed
   * @param outcome that the defect violates, or is tolerated where the sound server is not
   */
  public record Catch(String id, String title, String profile, Outcome outcome) {}

  /**
   * A case that failed for no defect.
   *
   * @param id of the case
   * @param title of the case
   * @param reason why, as far as it is on record; else empty
   */
  public record Unfailing(String id, String title, String reason) {}
}
