package org.smtpspec.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.smtpspec.lab.Checkup;
import org.smtpspec.lab.Checkup.Finding;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;
import picocli.CommandLine.Command;

/** Says what works here. */
@Command(
    name = "doctor",
    description = {
      "Says what works here, and what to do about the rest.",
      "Exit code 0 when 'smtpspec run' works; servers in containers may be missing then."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final int JAVA = 17;
  private static final long ROOM = 200L << 20;
  private static final long ROOM_FOR_IMAGES = 3L << 30;

  @Override
  public Integer call() throws IOException {
    List<Finding> own = new ArrayList<>(List.of(java(), suites(), loopback()));
    own.add(disk("reports", Path.of(System.getProperty("smtpspec.home", "")), ROOM));
    own.add(disk("temporary", Path.of(System.getProperty("java.io.tmpdir")), ROOM));
    own.forEach(DoctorCommand::print);
    List<Finding> containers = new ArrayList<>(Checkup.of(Home.path()));
    containers.forEach(DoctorCommand::print);
    boolean works = own.stream().allMatch(Finding::usable);
    long servers = containers.stream().filter(Finding::usable).count();
    System.out.println();
    System.out.println(
        works
            ? "'smtpspec run' works here; no browser is needed, the reports are files."
            : "'smtpspec run' does not work here: see the lines marked !!");
    System.out.println(
        containers.get(0).usable()
            ? servers == containers.size()
                ? "Servers in containers work here."
                : "Some servers in containers do not work here: see the lines marked !!"
            : "Servers in containers do not work here: see 'engine' above.");
    System.out.flush();
    return works ? ExitCode.EXPECTED : ExitCode.LAB;
  }

  private static void print(Finding finding) {
    System.out.printf(
        "%s %-22s %s%n",
        finding.usable() ? "ok" : "!!", finding.what(), Printed.line(finding.says()));
  }

  private static Finding java() {
    Runtime.Version version = Runtime.version();
    boolean enough = version.feature() >= JAVA;
    return new Finding(
        "java",
        enough,
        version + ", " + System.getProperty("java.vm.name") + (enough ? "" : "; 17 is needed"));
  }

  private static Finding suites() throws IOException {
    try {
      Suites suites = Home.suites();
      int cases = suites.cases().size();
      return new Finding("suites", cases > 0, cases + " cases in " + Home.path());
    } catch (SuiteException | UsageException e) {
      return new Finding("suites", false, e.getMessage() + "; 'smtpspec lint' checks them");
    }
  }

  private static Finding loopback() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket client = new Socket(loopback, server.getLocalPort())) {
      return new Finding(
          "loopback", client.isConnected(), loopback.getHostAddress() + " has ports");
    } catch (IOException e) {
      return new Finding("loopback", false, "no port can be used: " + e.getMessage());
    }
  }

  private static Finding disk(String what, Path asked, long needed) throws IOException {
    Path folder = asked.toAbsolutePath();
    long free = Files.getFileStore(folder).getUsableSpace();
    boolean writable = Files.isWritable(folder);
    String says =
        "%.1f GB free in %s%s"
            .formatted(free / (double) (1L << 30), folder, writable ? "" : "; not writable");
    String advice =
        free < needed ? "; free some" : free < ROOM_FOR_IMAGES ? "; little for images" : "";
    return new Finding(what, writable && free >= needed, says + advice);
  }
}
