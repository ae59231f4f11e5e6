package org.smtpspec.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One page of a browser at the other end of a WebSocket, in the words of the DevTools protocol. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StringBuilder text = new StringBuilder();
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> misdeeds = new CopyOnWriteArrayList<>();
  private WebSocket socket;

  private DevTools() {}

  /** The page at {@code address}. */
  static DevTools at(String address) {
    var page = new DevTools();
    page.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), page)
            .join();
    return page;
  }

  /** Calls {@code method}; what it gives. */
  JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = last.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    asked.put(id, answer);
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(message, true).get(30, TimeUnit.SECONDS);
    JsonNode told = answer.get(60, TimeUnit.SECONDS);
    if (told.has("error")) {
      throw new IOException(method + ": " + told.path("error"));
    }
    return told.path("result");
  }

  List<String> misdeeds() {
    return List.copyOf(misdeeds);
  }

  void forget() {
    misdeeds.clear();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
    text.append(data);
    if (whole) {
      try {
        take(JSON.readTree(text.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        text.setLength(0);
      }
    }
    from.request(1);
    return null;
  }

  private void take(JsonNode message) {
    JsonNode told = message.path("params");
    switch (message.path("method").asText()) {
      case "" -> asked.remove(message.path("id").asInt()).complete(message);
      case "Runtime.exceptionThrown" ->
          misdeeds.add("threw " + told.at("/exceptionDetails/exception/description").asText());
      case "Runtime.consoleAPICalled" -> misdeeds.add("said " + told.path("args"));
      case "Page.javascriptDialogOpening" ->
          misdeeds.add("opened a dialog " + told.path("message").asText());
      case "Network.requestWillBeSent" -> request(told.at("/request/url").asText());
      default -> {
        // Nothing to do with us.
      }
    }
  }

  private void request(String url) {
    if (!url.startsWith("file:") && !url.startsWith("data:") && !url.startsWith("about:")) {
      misdeeds.add("asked for " + url);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
