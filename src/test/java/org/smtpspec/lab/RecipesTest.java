package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.TargetProvider.Known;

class RecipesTest {
  private static final String TARGET =
      """
      name: openmta
      description: OpenMTA from nowhere
      package: [openmta, -V]
      port: 2525
      ready: banner
      readyWithin: 500ms
      domain: mta.test
      mailboxes: [alice@mta.test, bob@mta.test]
      inbox: maildir:/srv/%u
      variants: [closed, open]
      default: closed
      relay: closed
      """;

  @TempDir Path home;

  @Test
  void targetFileIsRead() throws Exception {
    Path folder = write("containers/openmta/target.yaml", TARGET).getParent();

    Recipe recipe = Recipe.of(new Choice(folder, "closed"), TargetOptions.none(home));

    assertThat(recipe.software()).isEqualTo("OpenMTA");
    assertThat(recipe.version()).containsExactly("openmta", "-V");
    assertThat(recipe.port()).isEqualTo(2525);
    assertThat(recipe.readyWithin()).isEqualTo(Duration.ofMillis(500));
    assertThat(recipe.facts())
        .containsEntry("domain", "mta.test")
        .containsEntry("mailbox2", "bob@mta.test");
    assertThat(recipe.inbox()).hasValue("maildir:/srv/%u");
  }

  @Test
  void variantGoesOverTheFileAndOptionsOverBoth() throws Exception {
    Path folder = write("containers/openmta/target.yaml", TARGET).getParent();
    write(
        "containers/openmta/variants/open/variant.yaml",
        "buildArgs: {BASE: x}\ndomain: open.test\nhost: mx.open.test\nenvironment: {A: b}\n");
    var options =
        new TargetOptions(
            Map.of("host", "mx.option.test"),
            Optional.of("mbox:/var/mail/%u"),
            Optional.empty(),
            Set.of(),
            home);

    Recipe recipe = Recipe.of(new Choice(folder, "open"), options);

    assertThat(recipe.buildArgs()).containsEntry("BASE", "x");
    assertThat(recipe.environment()).containsEntry("A", "b");
    assertThat(recipe.facts())
        .containsEntry("domain", "open.test")
        .containsEntry("host", "mx.option.test")
        .containsEntry("mailbox", "alice@mta.test");
    assertThat(recipe.inbox()).hasValue("mbox:/var/mail/%u");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 2525 | port: 70000 | 4 | found port 70000, expected a number from 1 to 65535",
        "ready: banner | ready: port | 5 | found ready \"port\", expected banner",
        "500ms | soon | 6 | found readyWithin \"soon\", expected a time like 30s, 500ms or 2m",
        "[openmta, -V] | openmta -V | 3 | found package \"openmta -V\", expected a list [a, b]",
        "maildir: | imap: | 9 | found inbox \"imap:/srv/%u\", expected maildir:PATH, mbox:PATH",
        "relay: closed | relay: ajar | 12 | found relay \"ajar\", expected one of inside, closed, open",
        "relay: | relays: | 12 | found unknown key 'relays', expected",
        "default: closed | default: other | 11 | found default \"other\", expected one of",
      })
  void errorNamesFileAndLine(String right, String wrong, int line, String message)
      throws Exception {
    Path file = write("containers/openmta/target.yaml", TARGET.replace(right, wrong));
    var targets = new ContainerTargets();

    assertThatThrownBy(() -> targets.start("container:openmta", TargetOptions.none(home)))
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessageStartingWith(file + ":" + line + ": " + message);
  }

  @Test
  void unknownServerAndVariantListWhatThereIs() throws Exception {
    Path folder = write("containers/openmta/target.yaml", TARGET).getParent();
    var targets = new ContainerTargets();

    assertThatThrownBy(() -> targets.start("container:openmat", TargetOptions.none(home)))
        .hasMessage("no server 'openmat' in " + home.resolve("containers") + "; there are openmta");
    assertThatThrownBy(() -> targets.start("container:openmta@new", TargetOptions.none(home)))
        .hasMessage(folder + " has no variant 'new'; it has closed, open");
  }

  @Test
  void knownAreTheFoldersAndTheirVariants() throws Exception {
    write("containers/openmta/target.yaml", TARGET);
    write("containers/openmta/variants/open/variant.yaml", "description: lets all in\n");
    write("containers/wrong/target.yaml", "what: ever\n");
    write("containers/with-engine", "");

    var known = new Recipes(home.resolve("containers")).known();

    assertThat(known)
        .startsWith(
            new Known("container:openmta", "OpenMTA from nowhere"),
            new Known("container:openmta@closed", ""),
            new Known("container:openmta@open", "lets all in"))
        .hasSize(4);
    assertThat(known.get(3).spec()).isEqualTo("container:wrong");
    assertThat(known.get(3).about()).contains("found unknown key 'what'");
    assertThat(new Recipes(home.resolve("none")).known()).isEmpty();
  }

  /** Every setting of the project's servers says what it lets through. */
  @Test
  void policyOfEachSettingIsThere() throws Exception {
    Path relay = Path.of("suites", "relay");
    var missing = new ArrayList<String>();
    int settings = 0;
    try (Stream<Path> servers = Files.list(Path.of("containers"))) {
      for (Path server : servers.filter(one -> Files.exists(one.resolve("target.yaml"))).toList()) {
        for (String name : Recipe.about(server).texts("settings")) {
          Recipe recipe =
              Recipe.of(Choice.of(server, Optional.of(name)), TargetOptions.none(server));
          settings++;
          if (recipe.policy().filter(it -> Files.exists(relay.resolve(it + ".yaml"))).isEmpty()) {
            missing.add(server + "@" + name);
          }
        }
      }
    }

    assertThat(missing).isEmpty();
    assertThat(settings).isGreaterThan(60);
  }

  @Test
  void settingsAreThoseThatOneCanHaveBesideWhatItHas() throws Exception {
    var targets = new ContainerTargets();
    TargetOptions here = TargetOptions.none(Path.of(""));

    assertThat(targets.settings("container:postfix", here))
        .contains("container:postfix@dnsbl")
        .doesNotContain("container:postfix@debian13");
    assertThat(targets.settings("container:postfix@debian13", here))
        .contains("container:postfix@debian13,dnsbl");
    assertThat(targets.settings("container:opensmtpd", here))
        .contains("container:opensmtpd@submission");
    assertThat(targets.settings("container:opensmtpd@debian12", here))
        .doesNotContain("container:opensmtpd@debian12,submission");
    assertThat(targets.settings("container:postfix@dnsbl", here)).isEmpty();
    assertThat(targets.settings("container:courier", here)).isEmpty();
    assertThat(targets.settings("image:x", here)).isEmpty();
  }

  @Test
  void folderInAJarIsCopiedAndDeletedAgain() throws Exception {
    Path copy;
    String digest;
    try (var jar = FileSystems.newFileSystem(home.resolve("a.jar"), Map.of("create", "true"))) {
      Path inside = Files.createDirectories(jar.getPath("/containers/openmta/variants/open"));
      Files.writeString(inside.resolve("variant.yaml"), "description: in a jar\n");
      Files.writeString(jar.getPath("/containers/openmta/target.yaml"), TARGET);

      var known = new Recipes(jar.getPath("/containers")).known();
      try (Folder folder = Folder.of(jar.getPath("/containers/openmta"))) {
        copy = folder.path();
        digest = folder.digest(Map.of());

        assertThat(copy.resolve("target.yaml")).hasContent(TARGET);
        assertThat(copy.resolve("variants/open/variant.yaml")).exists();
      }

      assertThat(known).contains(new Known("container:openmta@open", "in a jar"));
    }
    assertThat(copy).doesNotExist();
    assertThat(digest).matches("[0-9a-f]{12}");
  }

  @Test
  void digestFollowsContentAndArguments() throws Exception {
    Path file = write("containers/openmta/target.yaml", TARGET);
    Folder folder = Folder.of(file.getParent());
    String before = folder.digest(Map.of("A", "1"));

    assertThat(folder.digest(Map.of("A", "1"))).isEqualTo(before);
    assertThat(folder.digest(Map.of("A", "2"))).isNotEqualTo(before);
    write("containers/openmta/target.yaml", TARGET + "# more\n");
    assertThat(folder.digest(Map.of("A", "1"))).isNotEqualTo(before);
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
