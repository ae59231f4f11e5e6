package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTest {
  private static final String HEAD =
      "Filesystem     1024-blocks     Used Available Capacity Mounted on\n";

  @Test
  void aFileSystemWithoutRoomIsNamed() {
    String printed =
        HEAD
            + "overlay          263112772 28310644  76110000      26% /\n"
            + "tmpfs                 1024     1024         0     100% /var/spool/postfix\n";

    assertThat(Health.full(printed))
        .hasValue("the disk of the server's container is full: /var/spool/postfix");
  }

  @Test
  void oneWithRoomAndOneThatDfDoesNotKnowAreWell() {
    assertThat(Health.full(HEAD + "overlay 100 99 1 99% /\nnone - - - - /proc\n")).isEmpty();
    assertThat(Health.full("")).isEmpty();
  }
}
