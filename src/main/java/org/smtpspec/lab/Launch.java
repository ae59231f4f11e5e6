package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smtpspec.target.Origin;
import org.smtpspec.target.TargetException;

/**
 * The start of one server in a lab of its own.
 *
 * @param spec what the command line calls the server
 * @param phases what has been done already
 */
record Launch(DockerClient client, String spec, Recipe recipe, Phases phases) {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  /**
   * The server, ready; nothing is left when that fails.
   *
   * @param around the image of what is around it
   * @param image the server's
   * @param provenance of the same
   */
  ContainerTarget start(
      String around, String image, Provenance provenance, Map<String, String> labels)
      throws TargetException {
    try {
      LabNetwork lab = LabNetwork.make(client, around, image, recipe, labels, phases);
      try {
        lab.server().start();
        phases.end("start");
        // Some take a while to tell their version, and that time need not be lost.
        CompletableFuture<String> software =
            CompletableFuture.supplyAsync(
                () -> ContainerTarget.software(recipe, client, lab.server().id()),
                Leftovers.THREADS);
        CompletableFuture<Origin> origin =
            CompletableFuture.supplyAsync(
                () -> provenance.in(client, lab.server().id()), Leftovers.THREADS);
        awaitBanner(lab);
        lab.awaitSink();
        String told = software.join();
        phases.end("ready");
        var target =
            ContainerTarget.of(spec, lab, told, provenance.image(), origin.join(), recipe, phases);
        LOG.info("{} is {} at {} ({})", spec, target.software(), target.address(), phases);
        return target;
      } catch (RuntimeException e) {
        lab.close();
        throw e;
      }
    } catch (RuntimeException e) {
      throw Failures.start(spec, e);
    }
  }

  private void awaitBanner(LabNetwork lab) {
    Part server = lab.server();
    Optional<String> problem =
        new SmtpBanner(recipe.port(), recipe.readyWithin())
            .await(lab.address("outside").orElseThrow(), server::ended);
    if (problem.isPresent()) {
      throw server.failed(problem.get());
    }
  }
}
