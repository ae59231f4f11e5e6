package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.lab.Checkup;
import org.smtpspec.result.AuditEntry;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultReader;

/**
 * Each check of Sendmail is seen to pass and to fail. On an engine whose file system has no flags
 * those that are about flags say so.
 */
@Tag("sendmail")
class AuditCommandIT {
  @TempDir Path folder;

  @BeforeAll
  static void needsAnEngine() {
    Checkup.Finding engine = Checkup.of(Path.of("")).get(0);
    if (!engine.usable()) {
      System.err.println("AuditCommandIT is skipped: " + engine.says());
      abort(engine.says());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "container:sendmail@hardened,   0, PASS",
    "container:sendmail@stock-2000, 1, FAIL",
  })
  void aHardenedServerPassesEachCheckAndAnotherFailsEach(
      String target, int code, AuditVerdict verdict) {
    int found = Main.run("audit", "--quiet", "--target", target, "--out", folder.toString());

    Result result = ResultReader.read(folder);
    assertThat(result.audit())
        .hasSizeGreaterThan(15)
        .filteredOn(entry -> !entry.check().startsWith("immutable-") || isApplicable(entry))
        .allSatisfy(
            entry -> {
              assertThat(entry.verdict()).as("%s", entry).isEqualTo(verdict);
              assertThat(entry.evidence()).as(entry.check()).isNotEmpty();
            });
    assertThat(found).isEqualTo(code);
  }

  private static boolean isApplicable(AuditEntry entry) {
    return entry.verdict() != AuditVerdict.NOT_APPLICABLE;
  }
}
