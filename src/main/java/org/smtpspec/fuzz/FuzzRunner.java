package org.smtpspec.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.smtpspec.result.CoverageEntry;
import org.smtpspec.result.FuzzEntry;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.Targets;

/** Runs a campaign on one target after another, and writes what came of each. */
public final class FuzzRunner {
  private final CampaignPlan plan;
  private final Targets targets;
  private final TargetOptions options;
  private final ResultWriter writer;
  private final Path folder;
  private final String version;
  private final Consumer<String> out;
  private volatile Optional<Campaign> current = Optional.empty();

  /**
   * A runner.
   *
   * @param folder where findings go, in a folder for each target
   * @param version of smtpspec
   * @param out takes what is said, line by line
   */
  public FuzzRunner(
      CampaignPlan plan,
      Targets targets,
      TargetOptions options,
      ResultWriter writer,
      Path folder,
      String version,
      Consumer<String> out) {
    this.plan = plan;
    this.targets = targets;
    this.options = options;
    this.writer = writer;
    this.folder = folder;
    this.version = version;
    this.out = out;
  }

  /** The campaign that is under way. */
  public Optional<Campaign> current() {
    return current;
  }

  /**
   * Runs the campaign on {@code spec}.
   *
   * @throws TargetException when the target does not start
   */
  public void run(String spec) throws TargetException, IOException, InterruptedException {
    try (var lives = new Lives(() -> targets.start(spec, options), plan, out)) {
      Target first = lives.target();
      writer.updateTarget(
          new TargetInfo(spec, spec, first.software(), first.image(), "", List.of())
              .withOrigin(first.origin().base(), first.origin().packages()));
      var campaign = new Campaign(first, plan);
      Path file = folder.resolveSibling("checkpoint-" + name(spec) + ".tsv");
      Optional<Checkpoint> earlier = Checkpoint.read(file, plan);
      earlier.ifPresent(
          one -> out.accept(spec + ": goes on behind " + one.sequences() + " sequences"));
      earlier.ifPresent(campaign::resume);
      Campaign.Outcome outcome = play(campaign, file);
      while (campaign.isDead()) {
        campaign = lives.after(campaign);
        outcome = lives.isOver() ? campaign.outcome() : play(campaign, file);
      }
      current = Optional.empty();
      write(spec, lives.target(), campaign, outcome);
      Files.deleteIfExists(file);
    }
  }

  @SuppressWarnings("try") // The keeper keeps by itself.
  private Campaign.Outcome play(Campaign campaign, Path file) throws InterruptedException {
    current = Optional.of(campaign);
    try (var keeper = new CheckpointKeeper(campaign, plan, file).start()) {
      return campaign.run();
    }
  }

  private void write(String spec, Target target, Campaign campaign, Campaign.Outcome outcome)
      throws IOException {
    double seconds = campaign.seconds();
    var findings = new Findings(folder.resolve(name(spec)), target, origin(target));
    Map<Property, List<FuzzEntry.Finding>> written = findings.write(campaign, outcome.findings());
    Files.write(
        folder.resolveSibling("coverage-" + name(spec) + ".tsv"), outcome.coverage().table());
    Files.write(
        folder.resolveSibling("corpus-" + name(spec) + ".tsv"),
        outcome.corpus().file(outcome.roll()));
    record(spec, campaign.tally(), seconds, written);
    outcome
        .coverage()
        .replies()
        .forEach(
            (state, verbs) ->
                verbs.forEach(
                    (verb, replies) ->
                        writer.add(new CoverageEntry(spec, state.name(), verb.name(), replies))));
    tell(spec, campaign.tally().words(seconds), outcome, written);
  }

  /**
   * Plays the same sequences on all of {@code specs}, and writes in what they differ to {@code
   * differences.tsv}.
   *
   * @throws TargetException when one does not start
   */
  public void compare(List<String> specs)
      throws TargetException, IOException, InterruptedException {
    var started = new ArrayList<Target>();
    try {
      for (String spec : specs) {
        started.add(targets.start(spec, options));
      }
      var lines = new ArrayList<String>();
      var differential = new Differential(started, plan);
      lines.add(String.join("\t", differential.head()));
      lines.addAll(differential.run());
      Path file = folder.resolveSibling("differences.tsv");
      Files.write(file, lines);
      out.accept(
          "%d sequences, of %d the mail too, %d groups of differences in %s"
              .formatted(differential.played(), differential.compared(), lines.size() - 1, file));
    } finally {
      started.forEach(Target::close);
    }
  }

  /** How files of a target are named. */
  static String name(String spec) {
    return spec.replaceAll("[^A-Za-z0-9.@-]+", "-");
  }

  private List<String> origin(Target target) {
    return List.of(
        "smtpspec " + version + " fuzz --seed " + plan.seed(),
        "target: " + target.id(),
        "software: " + target.software());
  }

  private void record(
      String spec, Tally tally, double seconds, Map<Property, List<FuzzEntry.Finding>> written) {
    for (Property property : Property.values()) {
      if (plan.properties().contains(property)) {
        long tries = tally.sequences.get();
        writer.add(
            new FuzzEntry(
                spec,
                property.word(),
                tries,
                tries,
                seconds,
                tally.throttled.get(),
                tally.rest.get(),
                written.getOrDefault(property, List.of())));
      }
    }
  }

  private void tell(
      String spec,
      String counts,
      Campaign.Outcome outcome,
      Map<Property, List<FuzzEntry.Finding>> written) {
    written
        .values()
        .forEach(
            list ->
                list.forEach(
                    one -> {
                      out.accept("  " + one.summary());
                      out.accept("    smtpspec replay " + one.file() + " --target " + spec);
                    }));
    List<String> missing = outcome.coverage().missing();
    if (!missing.isEmpty()) {
      out.accept("  never reached: " + String.join(", ", missing));
    }
    out.accept(spec + ": " + counts);
  }
}
