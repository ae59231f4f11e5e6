package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.smtpspec.sink.Host;

/**
 * The queue of mail for other hosts, in memory: it finds the way, hands the mail to the first host
 * that answers, and tries again what was put off. RFC 1123 section 5.3.1, RFC 5321 sections 4.5.4
 * and 5.1.
 */
final class Outbound implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int ATTEMPTS = 8;

  /** Short, that tests need not wait; RFC 5321 section 4.5.4.1 asks for half an hour. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final World world;
  private final Defects defects;
  private final Courier courier;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Outbound::thread);

  Outbound(World world, Defects defects) {
    this.world = world;
    this.defects = defects;
    this.courier = new Courier(defects);
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "smtpspec-outbound");
    thread.setDaemon(true);
    return thread;
  }

  /** Queues a notice, about whose failure nobody is told. */
  void submit(Sending notice) {
    submit(notice, failed -> {});
  }

  /**
   * Queues mail.
   *
   * @param failed is told of recipients who cannot be reached
   */
  void submit(Sending sending, Consumer<List<MailPath>> failed) {
    if (defects.has(RELAYED_MAIL_LOST) && sending.hasMessageId()) {
      return;
    }
    Map<List<Host>, List<MailPath>> byWay = new LinkedHashMap<>();
    for (MailPath path : sending.recipients()) {
      List<Host> way = way(destination(path));
      byWay.computeIfAbsent(way, key -> new ArrayList<>()).add(path);
    }
    for (Map.Entry<List<Host>, List<MailPath>> each : byWay.entrySet()) {
      for (List<MailPath> copy : copies(each.getValue())) {
        go(new Trip(each.getKey(), sending.to(copy), failed, ATTEMPTS), threads);
      }
    }
  }

  private List<Host> way(String domain) {
    List<Host> way = new ArrayList<>(world.way(domain));
    boolean addressed = world.zones().addresses().containsKey(domain);
    if (defects.has(MX_WANTED) && !world.zones().exchangers().containsKey(domain)) {
      way.clear();
    } else if (addressed && defects.has(ADDRESS_TRIED_BEHIND_MX)) {
      way.addAll(world.way("elsewhere.test"));
    }
    return way;
  }

  private List<List<MailPath>> copies(List<MailPath> recipients) {
    return defects.has(COPY_FOR_EACH_RECIPIENT)
        ? recipients.stream().map(List::of).toList()
        : List.of(recipients);
  }

  /** The route is not followed: the domain decides, RFC 1123 section 5.2.6. */
  private String destination(MailPath path) {
    if (defects.has(PARTIAL_NAME_COMPLETED) && path.domain().indexOf('.') < 0) {
      return path.domain() + ".test";
    }
    if (path.isRouted() && defects.has(ROUTE_HOST_IS_DOMAIN)) {
      return path.firstHost();
    }
    if (defects.has(PERCENT_INTERPRETED) && path.localPart().contains("%")) {
      return path.localPart().substring(path.localPart().lastIndexOf('%') + 1);
    }
    return path.domain();
  }

  private void go(Trip trip, Executor when) {
    try {
      when.execute(() -> go(trip));
    } catch (RejectedExecutionException e) {
      // The server is closed; its queue goes with it.
    }
  }

  private void go(Trip trip) {
    MailPath first = trip.sending().recipients().get(0);
    if (trip.way().isEmpty() && !world.isSilent(first.domain())) {
      trip.failed().accept(trip.sending().recipients());
      return;
    }
    Courier.Outcome outcome = handed(trip);
    List<MailPath> failed = new ArrayList<>(outcome.failed());
    if (trip.left() == 1 || defects.has(PUT_OFF_IS_FAILURE)) {
      failed.addAll(outcome.putOff());
    } else if (!outcome.putOff().isEmpty()) {
      go(trip.again(outcome.putOff()), later());
    }
    if (!failed.isEmpty()) {
      trip.failed().accept(failed);
    }
  }

  private Executor later() {
    return CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, threads);
  }

  private Courier.Outcome handed(Trip trip) {
    for (Host host : trip.way()) {
      Optional<InetSocketAddress> address = world.address(host);
      Optional<Courier.Outcome> outcome =
          address.flatMap(where -> courier.hand(where, trip.sending()));
      if (outcome.isPresent()) {
        return outcome.get();
      }
      if (defects.has(FIRST_HOST_ONLY)) {
        break;
      }
    }
    return new Courier.Outcome(List.of(), trip.sending().recipients());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /**
   * One message on the way to one host.
   *
   * @param left how many attempts are left
   */
  private record Trip(List<Host> way, Sending sending, Consumer<List<MailPath>> failed, int left) {
    Trip again(List<MailPath> recipients) {
      return new Trip(way, sending.to(recipients), failed, left - 1);
    }
  }
}
