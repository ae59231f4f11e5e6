package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.target.TargetException;

class SpecTest {
  @Test
  void fourForms() throws Exception {
    assertThat(Spec.parse("container:postfix"))
        .isEqualTo(new Spec.Folder("postfix", Optional.empty()));
    assertThat(Spec.parse("container:sendmail@promiscuous-relay"))
        .isEqualTo(new Spec.Folder("sendmail", Optional.of("promiscuous-relay")));
    assertThat(Spec.parse("container:sendmail@debian13,dnsbl"))
        .isEqualTo(new Spec.Folder("sendmail", Optional.of("debian13,dnsbl")));
    assertThat(Spec.parse("image:localhost:5000/my/mta:dev"))
        .isEqualTo(new Spec.Image("localhost:5000/my/mta:dev"));
    assertThat(Spec.parse("dockerfile:/tmp/my mta"))
        .isEqualTo(new Spec.Dockerfile(Path.of("/tmp/my mta")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "container:",
        "container:../etc",
        "container:a/b",
        "container:postfix@",
        "container:postfix@../x",
        "container:postfix@a,",
        "container:postfix@,a",
        "container:postfix@a,../x",
        "image:",
        "image:-x",
        "dockerfile:"
      })
  void otherFormsAreUsageErrors(String text) {
    assertThatThrownBy(() -> Spec.parse(text))
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessage(
            "target '"
                + text
                + "' is none of container:NAME, container:NAME@VARIANT, image:REPO/NAME:TAG,"
                + " dockerfile:PATH");
  }
}
