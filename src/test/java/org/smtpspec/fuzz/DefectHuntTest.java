package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpspec.reference.Defect;
import org.smtpspec.target.TargetOptions;

class DefectHuntTest {
  @Test
  void aStateLeftOverIsFound() throws Exception {
    var hunt = new DefectHunt(TargetOptions.none(Path.of(".")), List.of(1L), 512, 1);

    List<Hunted> hunted = hunt.run(List.of(Defect.VRFY_BEHIND_MAIL_DROPS_SENDER), one -> {});

    assertThat(hunted.get(0).rule()).contains(Rule.GOOD_RECIPIENT);
    assertThat(hunted.get(0).median()).isPresent();
  }

  @Test
  void noDefectThatIsThereForSequencesIsOutOfTheirSight() {
    assertThat(List.of(Defect.values()))
        .filteredOn(Defect::isForSequences)
        .hasSizeGreaterThanOrEqualTo(40)
        .allMatch(one -> OutOfSight.of(one).isEmpty());
  }
}
