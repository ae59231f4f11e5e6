package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;

class ChoiceTest {
  @TempDir Path folder;
  @TempDir Path to;

  @BeforeEach
  void aFolder() throws Exception {
    write(
        "target.yaml",
        "name: mta\nvariants: [old, new]\nsettings: [open, list]\ndefault: old\nrelay: closed\n");
    write("configure", "cp * /etc\n");
    write("variants/new/variant.yaml", "buildArgs: {BASE: new}\n");
    write("variants/open/variant.yaml", "relay: open\n");
    write("variants/open/policy", "open\n");
    write("variants/open/control/list", "open\n");
    write("variants/list/policy", "list\n");
  }

  @Test
  void settingsStandBesideOneVariantOrTheDefault() throws Exception {
    assertThat(choice("open")).isEqualTo(new Choice(folder, "old", List.of("open")));
    assertThat(choice("new,open,list"))
        .isEqualTo(new Choice(folder, "new", List.of("open", "list")));
    assertThat(choice("list,new")).isEqualTo(new Choice(folder, "new", List.of("list")));
    assertThat(choice("new")).isEqualTo(new Choice(folder, "new"));
    assertThat(Choice.of(folder, Optional.empty())).isEqualTo(new Choice(folder, "old"));
  }

  @Test
  void twoVariantsOrAnUnknownNameAreErrors() {
    assertThatThrownBy(() -> choice("old,new"))
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessage(folder + ": old and new are images, and a server has one");
    assertThatThrownBy(() -> choice("open,opne"))
        .hasMessage(folder + " has no variant 'opne'; it has old, new, open, list");
  }

  @Test
  void aSettingThatGoesOverOneVariantAloneBringsIt() throws Exception {
    write("variants/list/variant.yaml", "over: new\n");

    assertThat(choice("list")).isEqualTo(new Choice(folder, "new", List.of("list")));
    assertThat(choice("open,list").variant()).isEqualTo("new");
    assertThat(choice("new,list").variant()).isEqualTo("new");
    assertThatThrownBy(() -> choice("old,list"))
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessage(folder + ": list goes over new alone");
  }

  @Test
  void aSettingGoesOverItsVariant() throws Exception {
    Recipe recipe = Recipe.of(choice("new,open"), TargetOptions.none(folder));

    assertThat(recipe.relay()).hasValue("open");
    assertThat(recipe.relaysForInside()).isTrue();
    assertThat(recipe.buildArgs()).containsEntry("BASE", "new");
    assertThat(recipe.configuration().isEmpty()).isFalse();
    assertThat(Recipe.of(choice("new"), TargetOptions.none(folder)).configuration().isEmpty())
        .isTrue();
  }

  @Test
  void filesOfSettingsAreLaidOverOneAnother() throws Exception {
    choice("open,list").configuration(Optional.empty()).write(to);

    assertThat(files(to)).containsExactly("configure", "control/list", "policy");
    assertThat(to.resolve("policy")).hasContent("list\n");
    assertThat(to.resolve("configure")).hasContent("cp * /etc\n");
  }

  @Test
  void aSettingMayBringItsOwnScript() throws Exception {
    write("variants/open/configure", "rm /etc/list\n");

    choice("open").configuration(Optional.empty()).write(to);

    assertThat(to.resolve("configure")).hasContent("rm /etc/list\n");
  }

  @Test
  void whatSomebodyBringsLiesOverAllSettings() throws Exception {
    write("own/policy", "own\n");
    Path own = folder.resolve("own");

    choice("open").configuration(Optional.of(own)).write(to);

    assertThat(to.resolve("policy")).hasContent("own\n");
    assertThat(to.resolve("control/list")).hasContent("open\n");
    assertThat(choice("new").configuration(Optional.of(own)).isEmpty()).isFalse();
  }

  @Test
  void withoutAScriptASettingCannotBeLaidOver() throws Exception {
    Files.delete(folder.resolve("configure"));

    assertThatThrownBy(() -> choice("open").configuration(Optional.empty()).write(to))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no script 'configure' in ");
  }

  @Test
  void anImageIsTheSameWhateverASettingSays() throws Exception {
    write("Dockerfile", "FROM scratch\n");
    String before = image("new");

    write("variants/open/policy", "other\n");
    assertThat(image("new")).isEqualTo(before);
    write("variants/new/listen", "other\n");
    assertThat(image("new")).isNotEqualTo(before);
  }

  @Test
  void eachFolderOfAServerIsAVariantOrASettingThatIsTried() throws Exception {
    List<String> tried = SettingsIT.all().map(line -> line.split(": ", 2)[0]).toList();
    for (Path server : new Recipes(Path.of("containers")).folders()) {
      Keys about = Recipe.about(server);
      List<String> said =
          Stream.of("variants", "settings").flatMap(key -> names(about, key)).sorted().toList();
      Path variants = server.resolve("variants");
      try (Stream<Path> there = Files.exists(variants) ? Files.list(variants) : Stream.empty()) {
        assertThat(there.map(one -> one.getFileName().toString()).sorted().toList())
            .as(server.toString())
            .isEqualTo(said);
      }
      for (String setting : about.texts("settings")) {
        Path file = variants.resolve(setting).resolve("variant.yaml");
        assertThat(Recipe.aboutVariant(file).text("description")).as(file.toString()).isPresent();
        assertThat(tried)
            .as(file.toString())
            .anyMatch(
                one -> one.replace("debian13,", "").equals(server.getFileName() + "@" + setting));
      }
    }
  }

  private static Stream<String> names(Keys about, String key) {
    try {
      return about.texts(key).stream();
    } catch (TargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private Choice choice(String asked) throws TargetException {
    return Choice.of(folder, Optional.of(asked));
  }

  private String image(String variant) throws Exception {
    Recipe recipe = Recipe.of(new Choice(folder, variant), TargetOptions.none(folder));
    return RecipeImage.of(Folder.of(folder), "mta", variant, recipe).name();
  }

  private static List<String> files(Path folder) throws IOException {
    return Folder.walk(folder).stream()
        .filter(Files::isRegularFile)
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
