package org.smtpspec.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.smtpspec.result.AuditEntry;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.FuzzEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.RunInfo;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.result.TranscriptLine;

/** Documents for the tests of this package. */
final class Samples {
  static final String ATTACK =
      "</script><script>alert(1)</script>]]><!--<img src=x onerror=alert(2)>"
          + "\"'`|*_[x](javascript:alert(3)){{run}}${7*7}&lt;\u001b[31m\u0007\u0000\u202e\ufffe\u2028";

  static final RunInfo RUN =
      RunInfo.starting(
              "2026-01-31T120000Z",
              Instant.parse("2026-01-31T12:00:00Z"),
              -4242,
              "0.1.0",
              "smtpspec compare container:postfix container:exim reference",
              "rfc5321")
          .finishedAt(Instant.parse("2026-01-31T12:00:42Z"));

  static final TargetInfo POSTFIX =
      new TargetInfo(
              "postfix",
              "container:postfix",
              "Postfix 3.7.11",
              "smtpspec/postfix@sha256:0f2c4a86f7d1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b",
              "220 mta.test ESMTP Postfix (Debian/GNU)\\r\\n",
              List.of("PIPELINING", "SIZE 10240000", "VRFY", "8BITMIME", "CHUNKING"))
          .withOrigin(
              "debian:bookworm-slim sha256:1a2b3c4d5e6f",
              List.of("libc6 2.36-9+deb12u10", "postfix 3.7.11-0+deb12u1"));
  static final TargetInfo EXIM =
      new TargetInfo(
          "exim",
          "container:exim@strict",
          "Exim 4.96",
          "",
          "220 mta.test ESMTP Exim 4.96\\r\\n",
          List.of("SIZE 52428800", "8BITMIME"));
  static final TargetInfo REFERENCE =
      new TargetInfo("reference", "", "", "", "220 mta.test\\r\\n", List.of());

  private static final List<Outcome> MIX =
      Stream.of(
              Collections.nCopies(14, Outcome.CONFORMS),
              Collections.nCopies(3, Outcome.TOLERATED),
              Collections.nCopies(2, Outcome.VIOLATES),
              Collections.nCopies(3, Outcome.NOT_APPLICABLE),
              List.of(Outcome.INCONCLUSIVE))
          .flatMap(List::stream)
          .toList();

  private Samples() {}

  /** A document with every verdict at every level, known and not. */
  static Result everyVerdict() {
    List<CaseEntry> cases = new ArrayList<>();
    for (Level level : Level.values()) {
      String suite = "rfc5321/" + level.name().toLowerCase(Locale.ROOT);
      for (Outcome outcome : Outcome.values()) {
        CaseEntry entry = entry(suite + "/" + outcome.json() + "[row]", suite, level);
        cases.add(
            entry
                .with(verdict(POSTFIX, entry, outcome))
                .with(verdict(EXIM, entry, outcome).withKnown(outcome != Outcome.CONFORMS)));
      }
    }
    CaseEntry overridden = entry("smuggling/bare-lf", "smuggling", Level.MUST);
    cases.add(overridden.with(verdict(POSTFIX, overridden, Outcome.VIOLATES).withLevel(Level.MAY)));
    CaseEntry silent =
        CaseEntry.of(
            "relay/no-answer",
            "relay",
            "",
            Level.MUST,
            List.of("erratum:4198", "rfc821", "see O'Reilly"),
            List.of(),
            "",
            "");
    cases.add(
        silent.with(TargetVerdict.of("postfix", Outcome.VIOLATES, "no answer", 5000, List.of())));
    return new Result(
        Result.SCHEMA,
        RUN,
        List.of(POSTFIX, EXIM, REFERENCE),
        cases,
        List.of(
            new RelayEntry(
                "postfix",
                "outside",
                "ehlo",
                "external",
                "percent-host",
                "<s@C>",
                "<u%X@H>",
                "relayed",
                "not-relayed",
                RelayEntry.UNEXPECTED,
                "mx.elsewhere.test got MAIL FROM:<a@b.test> RCPT TO:<c@d.test>",
                List.of(
                    TranscriptLine.of(
                        1.5,
                        "C",
                        "MAIL FROM:<a@b.test>\r\n".getBytes(StandardCharsets.ISO_8859_1))))),
        List.of(
            new FuzzEntry(
                "exim",
                "never-hangs",
                2000,
                1900,
                12.5,
                40,
                200,
                List.of(new FuzzEntry.Finding("fuzz/1.smtp", "no answer to a NUL")))),
        List.of(
            new AuditEntry(
                "exim",
                "queue-owner",
                "The queue belongs to the server",
                "spec.txt, chapter 55",
                AuditVerdict.FAIL,
                "the output lacks /^700/",
                List.of("# stat -c %a /var/spool/exim4", "750", "exit status 0"))));
  }

  static CaseEntry entry(String id, String suite, Level level) {
    return CaseEntry.of(
        id,
        suite,
        "RCPT without MAIL is refused",
        level,
        List.of("rfc5321#3.3", "rfc821#4.1.1"),
        List.of("RFC5321-3.3-RCPT-01"),
        "RCPT",
        "suites/" + id.replaceFirst("\\[.*", "") + ".smtp");
  }

  static TargetVerdict verdict(TargetInfo target, CaseEntry entry, Outcome outcome) {
    String received =
        switch (outcome) {
          case CONFORMS -> "503 5.5.1 bad sequence\r\n";
          case TOLERATED -> "554 5.5.1 no valid sender\r\n";
          case VIOLATES -> "250 2.1.5 Ok\r\n";
          case NOT_APPLICABLE, INCONCLUSIVE -> "";
        };
    String reason =
        switch (outcome) {
          case CONFORMS, VIOLATES -> "";
          case TOLERATED -> "it is refused, with another code";
          case NOT_APPLICABLE -> "needs 'inbox', which the target does not offer";
          case INCONCLUSIVE -> "the container exited with 137";
        };
    List<TranscriptLine> talk = new ArrayList<>();
    if (outcome != Outcome.NOT_APPLICABLE) {
      talk.add(line(0.4, "S", target.banner().replace("\\r\\n", "\r\n")));
      talk.add(line(0.6, "C", "EHLO client.test\r\n"));
      talk.add(line(2.1, "S", "250-mta.test\r\n250-PIPELINING\r\n250 8BITMIME\r\n"));
      talk.add(line(2.3, "C", "RCPT TO:<bob@sut.test>\r\n"));
      talk.add(received.isEmpty() ? line(900, "*", "connection reset") : line(14.2, "S", received));
    }
    TargetVerdict verdict = TargetVerdict.of(target.id(), outcome, reason, 15.25, talk);
    if (talk.isEmpty()) {
      return verdict;
    }
    return verdict
        .withDecision(
            entry.file() + ":12",
            "RCPT TO:<bob@sut.test>\r\n",
            "503   (tolerated: 500 | 501 | 554)",
            received)
        .withMark(4);
  }

  static TranscriptLine line(double ms, String from, String text) {
    return TranscriptLine.of(ms, from, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A document in which every text that can be chosen by a server, or a suite, is an attack. */
  static Result hostile() {
    CaseEntry entry =
        CaseEntry.of(
            "../../" + ATTACK,
            ATTACK,
            ATTACK,
            Level.MUST,
            List.of("javascript:alert(1)", ATTACK),
            List.of(ATTACK),
            ATTACK,
            ATTACK);
    TargetVerdict verdict =
        TargetVerdict.of(
                "../" + ATTACK,
                Outcome.VIOLATES,
                ATTACK,
                1,
                List.of(new TranscriptLine(0, "S", ATTACK)))
            .withDecision(ATTACK, ATTACK, ATTACK, ATTACK)
            .withMark(0);
    return new Result(
        Result.SCHEMA,
        new RunInfo(ATTACK, RUN.started(), "", 1, ATTACK, ATTACK, ATTACK),
        List.of(
            new TargetInfo("../" + ATTACK, ATTACK, ATTACK, ATTACK, ATTACK, List.of(ATTACK))
                .withOrigin(ATTACK, List.of(ATTACK))),
        List.of(entry.with(verdict)),
        List.of(
            new RelayEntry(
                ATTACK,
                ATTACK,
                ATTACK,
                ATTACK,
                ATTACK,
                ATTACK,
                ATTACK,
                ATTACK,
                ATTACK,
                RelayEntry.UNEXPECTED,
                ATTACK,
                List.of())),
        List.of(
            new FuzzEntry(ATTACK, ATTACK, 1, 1, 1, List.of(new FuzzEntry.Finding(ATTACK, ATTACK)))),
        List.of(
            new AuditEntry(
                ATTACK, ATTACK, ATTACK, ATTACK, AuditVerdict.FAIL, ATTACK, List.of(ATTACK))));
  }

  /** A document of many cases on many targets, with a bit of everything. */
  static Result many(int cases, int targets) {
    List<TargetInfo> columns = new ArrayList<>(List.of(POSTFIX, EXIM, REFERENCE));
    for (int i = 3; i < targets; i++) {
      columns.add(
          new TargetInfo(
              "mta" + i, "container:mta" + i, "MTA " + i, "", "220 mta" + i + "\\r\\n", List.of()));
    }
    String[] titles = {
      "RCPT without MAIL is refused",
      "HELO is answered with 250",
      "A line of 512 octets is accepted, and what is longer is refused with 500",
      "VRFY names the mailbox or says 252",
      "Bare LF does not end a message",
      "QUIT is answered with 221 and the channel closes",
    };
    String[] suites = {"rfc821/4.1.1", "rfc821/4.2", "rfc5321/3.3", "rfc1123/5.2", "smuggling"};
    List<CaseEntry> entries = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      String suite = suites[i * suites.length / cases];
      CaseEntry entry =
          CaseEntry.of(
              suite + "/case-" + i + (i % 3 == 0 ? "[local]" : ""),
              suite,
              titles[i % titles.length],
              i % 7 == 3 ? Level.SHOULD : i % 7 == 6 ? Level.MAY : Level.MUST,
              List.of("rfc5321#" + (i % 4 + 1) + "." + (i % 5 + 1)),
              List.of("RFC5321-3.3-RCPT-0" + i % 9),
              "RCPT",
              "suites/" + suite + "/case-" + i + ".smtp");
      for (int t = 0; t < targets; t++) {
        Outcome outcome = MIX.get((i * 31 + (i % 4 == 0 ? t * 17 : 0)) % MIX.size());
        TargetVerdict verdict = verdict(columns.get(t), entry, outcome);
        entry = entry.with(verdict.withKnown(outcome == Outcome.VIOLATES && i % 5 == 0));
      }
      entries.add(entry);
    }
    Result every = everyVerdict();
    return new Result(
        Result.SCHEMA,
        RUN,
        columns.subList(0, targets),
        entries,
        every.relay(),
        every.fuzz(),
        every.audit());
  }
}
