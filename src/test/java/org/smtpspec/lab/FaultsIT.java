package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run makes of a lab that breaks while it goes on. Needs a container engine. */
class FaultsIT {
  @TempDir Path folder;

  private Run run;

  @BeforeAll
  static void needsAnEngine() {
    Optional<String> missing = Engine.unavailable();
    if (missing.isPresent()) {
      System.err.println("FaultsIT is skipped: " + missing.get());
      abort(missing.get());
    }
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    run.close();
    run.process().waitFor();
    List<String> left = Run.remains().remove(run.its());
    String image = ContainerTargets.image(folder.resolve("Dockerfile"));
    if (new Images(Engine.client()).id(image).isPresent()) {
      Engine.client().removeImageCmd(image).withForce(true).exec();
    }

    assertThat(left).isEmpty();
  }

  @Test
  void serverThatIsKilledOnTheWayIsToldWithItsLog() throws Exception {
    begin("container:postfix");

    Engine.client().killContainerCmd(run.container("server")).exec();

    assertThat(run.end()).isEqualTo(3);
    String why = "the server's container exited with code 137";
    assertThat(run.said())
        .contains("smtpspec: container:postfix: " + why)
        .anyMatch(FaultsIT::isLog);
    assertThat(reasons("container:postfix")).contains(why, "not tried: " + why);
    assertThat(reasons("reference")).isEmpty();
  }

  @Test
  void nameServerThatDiesOnTheWayIsTold() throws Exception {
    begin("container:postfix");

    Exec.run(
        Engine.client(),
        run.container("world"),
        "bash",
        "-c",
        "for p in /proc/[0-9]*; do [[ $(<$p/comm) != dnsmasq ]] || kill -9 ${p#/proc/}; done");

    assertThat(run.end()).isEqualTo(3);
    String why = "the world's container exited with code 1";
    assertThat(run.said()).contains("smtpspec: container:postfix: " + why);
    assertThat(reasons("container:postfix")).contains(why);
    assertThat(reasons("reference")).isEmpty();
  }

  /** A server that takes mail as long as it can write it down, on a file system that is full. */
  @Test
  void fullDiskIsToldAndIsNoViolation() throws Exception {
    Files.writeString(
        folder.resolve("serve"),
        """
        printf '220 full.test\\r\\n'
        while IFS= read -r line; do
          case $line in
            MAIL*) printf x 2>/dev/null >>/dev/shm/queue && printf '250 ok\\r\\n' || printf '452 4.3.1 no room\\r\\n' ;;
            QUIT*) printf '221 bye\\r\\n'; exit ;;
            *) printf '250 full.test\\r\\n' ;;
          esac
        done
        """);
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM "
            + LabImage.name(Path.of(""))
            + "\nCOPY serve /serve\nCMD [\"bash\", \"-c\", \"cat /dev/zero 2>/dev/null >/dev/shm/fill;"
            + " exec socat TCP-LISTEN:25,fork,reuseaddr EXEC:'bash /serve'\"]\n");

    begin(
        "dockerfile:" + folder,
        "--domain",
        "mta.test",
        "--mailbox",
        "alice@mta.test",
        "rfc821/4.1.1/mail-*");

    assertThat(run.end()).isEqualTo(3);
    String why = "the disk of the server's container is full: /dev/shm";
    assertThat(run.said()).contains("smtpspec: dockerfile:" + folder + ": " + why);
    assertThat(reasons("dockerfile:" + folder)).isNotEmpty().containsOnly(why);
  }

  /** Starts a run beside the reference, and returns when {@code target} is up. */
  private void begin(String target, String... more) throws Exception {
    var arguments = new ArrayList<>(List.of("--target", target, "--target", "reference"));
    arguments.addAll(List.of(more));
    run = Run.start(folder, arguments.toArray(new String[0]));
    run.awaitLine(target + " is up");
  }

  private static boolean isLog(String line) {
    return line.startsWith("  | ");
  }

  /** Why cases on {@code target} neither conform nor are known to be what they are. */
  private List<String> reasons(String target) throws IOException {
    JsonNode result = new ObjectMapper().readTree(folder.resolve("out/result.json").toFile());
    var reasons = new ArrayList<String>();
    for (JsonNode one : result.get("cases")) {
      for (JsonNode of : one.get("results")) {
        String verdict = of.get("verdict").asText();
        boolean bad = verdict.equals("inconclusive") || verdict.equals("violates");
        if (of.get("target").asText().equals(target) && bad && !of.path("known").asBoolean()) {
          reasons.add(of.path("reason").asText());
        }
      }
    }
    return reasons;
  }
}
