package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.lab.Checkup.Finding;

class CheckupTest {
  @TempDir private Path home;

  @Test
  void anImageIsBuiltOrWillBeOrLacksItsBase() throws Exception {
    write("lab/Dockerfile", "FROM debian:bookworm-slim\n");
    write("mta/Dockerfile", "ARG BASE=debian:bookworm-slim\nFROM ${BASE}\n");
    write("mta/target.yaml", "name: mta\nvariants: [old, new]\ndefault: old\n");
    write("mta/variants/new/variant.yaml", "buildArgs: {BASE: \"debian:trixie-slim\"}\n");
    Set<String> here = Set.of("debian:bookworm-slim");

    List<Finding> findings = Checkup.images(home, here::contains);

    assertThat(findings)
        .containsExactly(
            new Finding("debian:bookworm-slim", true, "here"),
            new Finding(
                "debian:trixie-slim",
                false,
                "not here: 'containers/with-engine true' pulls or makes it"),
            new Finding("lab", true, "will be built"),
            new Finding(
                "mta", true, "old will be built, new cannot be built without debian:trixie-slim"));
    assertThat(Checkup.images(home, name -> true))
        .contains(
            new Finding("lab", true, "built"), new Finding("mta", true, "old built, new built"));
    assertThat(Checkup.images(home, name -> false))
        .noneMatch(finding -> finding.what().equals("mta") && finding.usable());
  }

  @Test
  void aFolderThatCannotBeReadIsNamed() throws Exception {
    write("lab/Dockerfile", "FROM debian:bookworm-slim\n");
    write("mta/target.yaml", "colour: red\n");

    assertThat(Checkup.images(home, name -> true))
        .anySatisfy(
            finding -> {
              assertThat(finding.what()).isEqualTo("mta");
              assertThat(finding.usable()).isFalse();
              assertThat(finding.says()).contains("colour");
            });
  }

  @Test
  void theBasesOfADockerfileAreThoseItDoesNotMakeItself() {
    List<String> dockerfile =
        List.of(
            "ARG NODE=20",
            "ARG BASE=debian:bookworm-slim",
            "FROM --platform=linux/amd64 node:$NODE AS build",
            "ARG BASE=other",
            "FROM ${BASE} AS ready",
            "FROM build",
            "FROM scratch");

    assertThat(Bases.of(dockerfile, Map.of("NODE", "22")))
        .containsExactly("node:22", "debian:bookworm-slim");
  }

  private void write(String name, String text) throws Exception {
    Path file = home.resolve("containers").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
