package org.smtpspec.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.smtpspec.result.Result;

/**
 * The report for a browser: one file that needs no network. The matrix is plain HTML and is there
 * without scripts; the transcripts are carried packed, and drawn as text when a case is opened.
 */
public final class HtmlReport {
  private static final String FOLDER = "org/smtpspec/report/";

  private final Mustache page =
      new DefaultMustacheFactory(FOLDER.substring(0, FOLDER.length() - 1)).compile("page.mustache");
  private final String style = resource("page.css");
  private final String script = resource("page.js");

  /** Writes the report to {@code index.html} in the folder, which it makes if need be. */
  public Path write(Result result, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("index.html");
    try (Writer out = Files.newBufferedWriter(file)) {
      write(result, out);
    }
    return file;
  }

  /** Writes the report as UTF-8; the caller's writer must agree. */
  public void write(Result result, Writer out) throws IOException {
    page.execute(out, HtmlPage.of(result, style, script, PackedCases.of(result))).flush();
  }

  static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the jar lacks " + FOLDER + name, e);
    }
  }
}
