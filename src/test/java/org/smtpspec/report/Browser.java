package org.smtpspec.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium without a window, driven by the DevTools protocol as a hand would: by places on the
 * page and by keys. It opens files of this machine only.
 */
final class Browser implements AutoCloseable {
  /** What may be on the PATH. */
  static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Runs in each page before all else, so that nothing a page does goes unseen. */
  private static final String WATCH =
      "window.ran = []; for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'run'])"
          + " window[name] = (...told) => ran.push(name + ' ' + told);"
          + "document.addEventListener('securitypolicyviolation',"
          + " (event) => ran.push('blocked ' + event.blockedURI + ' ' + event.sample));";

  private final Process process;
  private final DevTools page;

  private Browser(Process process, DevTools page) {
    this.process = process;
    this.page = page;
  }

  /** Where it is, if it is installed. */
  static Optional<String> installed() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> new File(folder, name)))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst();
  }

  /** Starts one whose profile is in {@code folder}. */
  static Browser start(Path folder) throws Exception {
    Path profile = Files.createTempDirectory(folder, "profile");
    Process process =
        new ProcessBuilder(
                installed().orElseThrow(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String port = port(profile.resolve("DevToolsActivePort"), process);
      var browser = new Browser(process, DevTools.at(pageOf(port)));
      browser.page.call("Page.enable", Map.of());
      browser.page.call("Runtime.enable", Map.of());
      browser.page.call("Network.enable", Map.of());
      browser.page.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
      return browser;
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String port(Path file, Process process) throws Exception {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!Files.exists(file) || Files.readAllLines(file).isEmpty()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("Chromium does not open its port");
      }
      Thread.sleep(50);
    }
    return Files.readAllLines(file).get(0);
  }

  private static String pageOf(String port) throws Exception {
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    try {
      String pages = HttpClient.newHttpClient().send(list, BodyHandlers.ofString()).body();
      for (JsonNode one : JSON.readTree(pages)) {
        if (one.path("type").asText().equals("page")) {
          return one.path("webSocketDebuggerUrl").asText();
        }
      }
      throw new IOException("Chromium has no page: " + pages);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  /** Opens {@code file}, with {@code hash} behind it, and waits until it stands. */
  void open(Path file, String hash) throws Exception {
    page.call("Page.navigate", Map.of("url", "about:blank"));
    await("location.href === 'about:blank' && document.readyState === 'complete'");
    page.forget();
    page.call("Page.navigate", Map.of("url", file.toUri() + hash));
    await("location.href !== 'about:blank' && document.readyState === 'complete'");
  }

  /** Waits until {@code condition}, an expression of the page's, is true. */
  void await(String condition) throws Exception {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!evaluate("Boolean(" + condition + ")").asBoolean()) {
      if (System.nanoTime() > end) {
        throw new IOException("it does not come to be that " + condition);
      }
      Thread.sleep(20);
    }
  }

  /** What {@code expression} is in the page. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        page.call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IOException(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Presses the mouse in the middle of the first that {@code selector} finds. */
  void click(String selector) throws Exception {
    JsonNode place =
        evaluate(
            "(() => { const it = document.querySelector("
                + JSON.writeValueAsString(selector)
                + "); it.scrollIntoView({ block: 'center', behavior: 'instant' });"
                + " const box = it.getBoundingClientRect();"
                + " return [box.x + box.width / 2, box.y + box.height / 2]; })()");
    for (String kind : List.of("mousePressed", "mouseReleased")) {
      page.call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              kind,
              "x",
              place.get(0).asDouble(),
              "y",
              place.get(1).asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Writes where the cursor is. */
  void type(String text) throws Exception {
    page.call("Input.insertText", Map.of("text", text));
  }

  /** Presses a key by its name. */
  void press(String key, int code) throws Exception {
    for (String kind : List.of("keyDown", "keyUp")) {
      page.call(
          "Input.dispatchKeyEvent",
          Map.of("type", kind, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
  }

  /** Makes the window so large, that of a phone where it is narrow. */
  void resize(int width, int height) throws Exception {
    page.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", width < 600));
  }

  void screenshot(Path file) throws Exception {
    String image =
        page.call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(image));
  }

  /**
   * What the page has done since it was opened that no report may do: called what opens windows,
   * broken its own policy, thrown, written to the console, asked for another file.
   */
  List<String> misdeeds() throws Exception {
    var all = new ArrayList<>(page.misdeeds());
    evaluate("window.ran ?? []").forEach(one -> all.add(one.asText()));
    return List.copyOf(all);
  }

  @Override
  public void close() {
    page.close();
    process.destroy();
    // It is waited for, so that its profile can be removed.
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
