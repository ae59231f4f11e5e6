package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;

/**
 * smtpspec in the image of {@code containers/smtpspec}, beside its reference server in another.
 * Needs a container engine: {@code containers/with-engine mvn verify}.
 */
class OwnImageIT {
  private static final Path FOLDER = Path.of("containers/smtpspec");
  private static final String IMAGE = "smtpspec/own:test";
  private static final String NAME = "smtpspec-own-" + ProcessHandle.current().pid();
  private static final String SELF = "127.0.0.1";
  private static final int SECONDS = 300;

  private final List<String> containers = new ArrayList<>();
  private String network;
  private Part server;

  @BeforeAll
  static void needsAnEngineAndTheJar() throws TargetException {
    Optional<String> missing = Engine.unavailable();
    if (missing.isEmpty() && OwnJar.path(Path.of("")).isEmpty()) {
      missing = Optional.of("target/smtpspec.jar is not built");
    }
    if (missing.isPresent()) {
      System.err.println("OwnImageIT is skipped: " + missing.get());
      abort(missing.get());
    }
    try (Target reference =
        new ContainerTargets().start("container:reference", TargetOptions.none(Path.of("")))) {
      String image = reference.image().split(" ", 2)[0];
      new Images(Engine.client())
          .build(IMAGE, FOLDER, FOLDER.resolve("Dockerfile"), Map.of("REFERENCE", image));
    }
  }

  @BeforeEach
  void startServer() throws Exception {
    DockerClient client = Engine.client();
    client.createVolumeCmd().withName(NAME).withLabels(Labels.passing()).exec();
    network =
        Leftovers.network(
            () ->
                client
                    .createNetworkCmd()
                    .withName(NAME)
                    .withLabels(Labels.passing())
                    .exec()
                    .getId());
    server = start(network, Map.of(), "smtpspec serve --host 0.0.0.0 --port 25");
    for (int i = 0; i < SECONDS && server.log().isEmpty(); i++) {
      Thread.sleep(1000);
    }
  }

  @AfterEach
  void removeAll() throws TargetException {
    Leftovers.remove(containers);
    Leftovers.removeNetwork(network);
    Engine.client().removeVolumeCmd(NAME).exec();
  }

  @Test
  void aCaseIsPlayedAcrossTheNetworkThatItIsAttachedTo() throws Exception {
    String host =
        Engine.client()
            .inspectContainerCmd(server.id())
            .exec()
            .getNetworkSettings()
            .getNetworks()
            .get(NAME)
            .getIpAddress();
    Part run =
        start(
            network,
            Map.of("HOST", host),
            "smtpspec run --target smtp://$HOST --authorized $HOST 'rfc821/4.1.1/rset-is-answered[before-helo]'");

    assertThat(end(run)).as("%s", run.log()).isZero();
    assertThat(run.log()).anyMatch(line -> line.matches("smtp://\\S+ +[1-9]\\d* +0 +0 .*"));
  }

  /** What {@code job.yaml} has each pod do, in two instead of eight and with fewer sequences. */
  @Test
  void sharesOfTheJobAreTogetherTheWhole() throws Exception {
    JsonNode pod = job().at("/spec/template/spec/containers/0");
    String script = pod.at("/args/0").asText();
    String share = replaced(replaced(script, "1000000", "600"), "/8", "/2");
    String whole = share.replaceAll("--shard \\S+", "").replace("/out/$I", "/out/whole");
    String beside = "container:" + server.id();

    List<Part> all =
        List.of(
            start(beside, environment(pod, 0), share),
            start(beside, environment(pod, 1), share),
            start(beside, environment(pod, 0), whole));
    for (Part one : all) {
      assertThat(end(one)).as("%s", one.log()).isZero();
    }
    Part merge =
        start(
            "none",
            Map.of(),
            "smtpspec merge 1 2 --out all && head -qn1 all/corpus-*.tsv whole/corpus-*.tsv");

    assertThat(end(merge)).as("%s", merge.log()).isZero();
    List<String> rolls = merge.log().stream().filter(line -> line.startsWith("roll\t")).toList();
    assertThat(rolls).as("%s", merge.log()).hasSize(2).allMatch(line -> line.contains("\t600\t"));
    assertThat(rolls.get(0)).isEqualTo(rolls.get(1));
  }

  private static JsonNode job() throws IOException {
    return new YAMLMapper().readTree(FOLDER.resolve("job.yaml").toFile());
  }

  private static String replaced(String text, String old, String other) {
    assertThat(text).contains(old);
    return text.replace(old, other);
  }

  private static Map<String, String> environment(JsonNode pod, int index) {
    var all = new HashMap<String, String>();
    pod.at("/env").forEach(one -> all.put(one.at("/name").asText(), one.at("/value").asText()));
    all.put("SERVER", SELF);
    all.put("JOB_COMPLETION_INDEX", Integer.toString(index));
    return all;
  }

  private Part start(String network, Map<String, String> environment, String script)
      throws TargetException {
    Part part =
        Part.create(
            Engine.client(),
            "own",
            IMAGE,
            Labels.passing(),
            create ->
                create
                    .withEntrypoint("sh", "-c")
                    .withCmd(script)
                    .withEnv(environment.entrySet().stream().map(Object::toString).toList())
                    .withHostConfig(
                        HostConfig.newHostConfig()
                            .withNetworkMode(network)
                            .withBinds(new Bind(NAME, new Volume("/out")))));
    containers.add(part.id());
    part.start();
    return part;
  }

  /** The exit code, when it has ended. */
  private static int end(Part part) throws TargetException {
    return Engine.client()
        .waitContainerCmd(part.id())
        .exec(new WaitContainerResultCallback())
        .awaitStatusCode(SECONDS, TimeUnit.SECONDS);
  }
}
