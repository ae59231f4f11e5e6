package org.smtpspec.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.smtpspec.peer.Hostility;
import org.smtpspec.peer.ScriptedPeer;

/**
 * Runs {@code run}, {@code relay} and {@code fuzz} against every hostile peer and inbox, in a JVM
 * of its own, and writes a table of how each ended. {@link HostilePeersIT} starts it.
 */
final class HostileRuns {
  static final String TABLE = "table.tsv";

  /** So many peers at once: most of them only let us wait. */
  private static final int TOGETHER = 16;

  private static final List<String> FACTS =
      List.of(
          "--domain=mta.test",
          "--mailbox=alice@mta.test",
          "--mailbox=bob@mta.test",
          "--missing=nobody@mta.test",
          "--foreign=someone@elsewhere.test");

  private HostileRuns() {}

  /** Runs all into the folder that is the first argument. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    var peak = new AtomicLong();
    var watch = new Thread(() -> watch(peak), "heap-watch");
    watch.setDaemon(true);
    watch.start();
    var jobs = new ArrayList<Callable<String>>();
    for (Hostility one : Hostility.all()) {
      jobs.add(() -> ended(one, folder, "maildir:" + folder + "/empty/%u"));
    }
    for (HostileInbox inbox : HostileInbox.values()) {
      jobs.add(
          () -> {
            Path place = folder.resolve(inbox + " itself");
            return ended(Hostility.none(inbox.toString()), folder, inbox.prepare(place));
          });
    }
    var pool = Executors.newFixedThreadPool(TOGETHER);
    var lines = new ArrayList<String>();
    for (Future<String> one : pool.invokeAll(jobs)) {
      lines.add(one.get());
    }
    pool.shutdown();
    Files.write(folder.resolve(TABLE), lines);
    System.out.println("peak heap " + (peak.get() >> 20) + " MiB");
    System.exit(0);
  }

  /** Name, then for each command its exit code and how many milliseconds it took. */
  private static String ended(Hostility hostility, Path folder, String inbox) throws IOException {
    var cells = new ArrayList<String>(List.of(hostility.name()));
    try (var peer = ScriptedPeer.serving(hostility.conversation())) {
      String target = "smtp://127.0.0.1:" + peer.address().getPort();
      Path out = folder.resolve(hostility.name());
      for (List<String> command :
          List.of(
              List.of("run", "--jobs=6"),
              List.of("relay"),
              List.of("fuzz", "--tries=32", "--for=2s", "--seed=1", "--jobs=2"))) {
        String kind = command.get(0);
        var args = new ArrayList<>(command);
        args.addAll(List.of("--guard=1", "--quiet", "--target=" + target, "--inbox=" + inbox));
        args.add("--out=" + out.resolve(kind));
        args.addAll(FACTS);
        long begun = System.nanoTime();
        cells.add(Integer.toString(Main.run(args.toArray(new String[0]))));
        cells.add(Long.toString((System.nanoTime() - begun) / 1_000_000));
      }
    }
    return String.join("\t", cells);
  }

  /** Looks at the heap every now and then, for ever; what is in it counts with its garbage. */
  private static void watch(AtomicLong peak) {
    while (true) {
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      peak.accumulateAndGet(used, Math::max);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
