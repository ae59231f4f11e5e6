package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class MeterTest {
  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void aTargetIsToldOfWithThePhasesOfItsStart() {
    assertThat(said(meter -> meter.ready("container:mta", "MTA 1.0", "lab 0.50 s, ready 0.25 s")))
        .isEqualTo("container:mta is up: MTA 1.0 (lab 0.50 s, ready 0.25 s)\n");
    assertThat(said(meter -> meter.ready("reference", "", ""))).isEqualTo("reference is up\n");
  }

  private static String said(Consumer<Meter> about) {
    PrintStream before = System.err;
    var written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try (var meter = new Meter(1, false)) {
      about.accept(meter);
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
