package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildArgumentsTest {
  @TempDir private Path folder;

  @Test
  void theVariantIsToldWhereItIsDeclared() throws IOException {
    Map<String, String> base = Map.of("BASE", "debian");

    assertThat(arguments(base, Set.of("BASE", "VARIANT"), Map.of()).own())
        .isEqualTo(Map.of("BASE", "debian", "VARIANT", "debian12"));
    assertThat(arguments(base, Set.of("BASE"), Map.of()).own()).isEqualTo(base);
  }

  @Test
  void theProxyOfTheEnvironmentIsPassedWhereItIsDeclared() throws IOException {
    Map<String, String> environment =
        Map.of("HTTP_PROXY", "http://proxy.test:1", "https_proxy", "http://proxy.test:2", "A", "b");

    BuildArguments arguments =
        arguments(Map.of(), Set.of("HTTPS_PROXY", "NO_PROXY", "A"), environment);

    assertThat(arguments.network()).isEqualTo(Map.of("HTTPS_PROXY", "http://proxy.test:2"));
  }

  @Test
  void whatMakesTheImageIsKeptApartFromWhatTheMachineNeeds() throws IOException {
    Map<String, String> environment = Map.of("NPM_CONFIG_REGISTRY", "http://npm.test");

    BuildArguments arguments =
        arguments(Map.of("BASE", "debian"), Set.of("NPM_CONFIG_REGISTRY"), environment);

    assertThat(arguments.own()).isEqualTo(Map.of("BASE", "debian"));
    assertThat(arguments.all())
        .isEqualTo(Map.of("BASE", "debian", "NPM_CONFIG_REGISTRY", "http://npm.test"));
  }

  @Test
  void theAuthoritiesThatAnAdministratorAddedArePassedInOneText() throws IOException {
    Files.writeString(folder.resolve("b.crt"), "second\n");
    Files.writeString(folder.resolve("a.crt"), "first");
    Files.writeString(folder.resolve("note.txt"), "no");

    assertThat(arguments(Map.of(), Set.of("CA_CERTIFICATES"), Map.of()).network())
        .isEqualTo(Map.of("CA_CERTIFICATES", "first\nsecond\n"));
    assertThat(arguments(Map.of(), Set.of(), Map.of()).network()).isEmpty();
  }

  @Test
  void withoutAddedAuthoritiesNothingIsPassed() throws IOException {
    assertThat(arguments(Map.of(), Set.of("CA_CERTIFICATES"), Map.of()).network()).isEmpty();
    assertThat(
            BuildArguments.of(
                    Map.of(), "plain", Set.of("CA_CERTIFICATES"), Map.of(), folder.resolve("no"))
                .network())
        .isEmpty();
  }

  private BuildArguments arguments(
      Map<String, String> written, Set<String> declared, Map<String, String> environment)
      throws IOException {
    return BuildArguments.of(written, "debian12", declared, environment, folder);
  }
}
