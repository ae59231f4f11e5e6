package org.smtpspec.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.smtpspec.result.KillMatrix;

/**
 * The kill matrix for a browser: one file that needs no network. All of it is there without
 * scripts; the filter needs one.
 */
public final class KillReport {
  private final Mustache page =
      new DefaultMustacheFactory("org/smtpspec/report").compile("kills.mustache");
  private final String style = HtmlReport.resource("page.css") + HtmlReport.resource("kills.css");
  private final String script = HtmlReport.resource("kills.js");

  /** Writes it to {@code index.html} in the folder, which it makes if need be. */
  public Path write(KillMatrix matrix, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("index.html");
    try (Writer out = Files.newBufferedWriter(file)) {
      write(matrix, out);
    }
    return file;
  }

  /** Writes it as UTF-8; the caller's writer must agree. */
  public void write(KillMatrix matrix, Writer out) throws IOException {
    page.execute(out, KillPage.of(matrix, style, script)).flush();
  }
}
