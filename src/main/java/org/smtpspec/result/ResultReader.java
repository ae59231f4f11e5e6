package org.smtpspec.result;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads what {@link ResultWriter} wrote: the document, or the lines that a killed run left, up to
 * the last whole one.
 */
public final class ResultReader {
  private ResultReader() {}

  /** Reads a file, or what a folder holds: its document, or else the lines of a killed run. */
  public static Result read(Path fileOrDir) {
    try {
      Path file = Files.isDirectory(fileOrDir) ? inFolder(fileOrDir) : fileOrDir;
      byte[] content = Files.readAllBytes(file);
      return file.toString().endsWith(".jsonl") ? lines(file, content) : document(file, content);
    } catch (NoSuchFileException e) {
      throw new ResultException(fileOrDir + ": no such file", e);
    } catch (IOException e) {
      throw new ResultException(fileOrDir + ": cannot be read: " + e, e);
    }
  }

  /** The document, unless a later run into the same folder was killed and left its lines. */
  private static Path inFolder(Path dir) throws IOException {
    Path document = dir.resolve(ResultWriter.DOCUMENT);
    Path lines = dir.resolve(ResultWriter.LINES);
    if (Files.exists(document) && Files.exists(lines)) {
      boolean later =
          Files.getLastModifiedTime(lines).compareTo(Files.getLastModifiedTime(document)) > 0;
      return later ? lines : document;
    }
    if (Files.exists(document)) {
      return document;
    }
    if (Files.exists(lines)) {
      return lines;
    }
    throw new ResultException(
        "%s: holds neither %s nor %s".formatted(dir, ResultWriter.DOCUMENT, ResultWriter.LINES));
  }

  private static Result document(Path file, byte[] content) throws IOException {
    try {
      checkSchema(file, content);
      return Json.MAPPER.readValue(content, Result.class);
    } catch (JsonProcessingException e) {
      throw Json.broken(file, 1, e);
    }
  }

  private static Result lines(Path file, byte[] content) throws IOException {
    Assembly assembly = new Assembly();
    eachLine(file, content, assembly::add);
    return assembly.result();
  }

  /**
   * Gives each whole line to {@code taker}; returns how many octets they are.
   *
   * @throws ResultException when one is broken, or there is none
   */
  static int eachLine(Path file, byte[] content, Consumer<Line> taker) throws IOException {
    int number = 0;
    int start = 0;
    for (int end = start; end < content.length; end++) {
      if (content[end] != '\n') {
        continue;
      }
      number++;
      byte[] line = Arrays.copyOfRange(content, start, end);
      start = end + 1;
      try {
        if (number == 1) {
          checkSchema(file, line);
        }
        taker.accept(Json.MAPPER.readValue(line, Line.class));
      } catch (JsonProcessingException e) {
        throw Json.broken(file, number, e);
      }
    }
    if (number == 0) {
      throw new ResultException(file + ": holds no whole line: the run was killed as it began");
    }
    return start;
  }

  /** Looks for the schema before all else, so that a newer document is not called broken. */
  private static void checkSchema(Path file, byte[] content) throws IOException {
    try (JsonParser in = Json.MAPPER.createParser(content)) {
      String found = "none";
      if (in.nextToken() == JsonToken.START_OBJECT) {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String name = in.currentName();
          in.nextToken();
          if (name.equals("schema")) {
            found = "'" + in.getValueAsString("") + "'";
            break;
          }
          in.skipChildren();
        }
      }
      if (!found.equals("'" + Result.SCHEMA + "'")) {
        throw new ResultException(
            Printable.text(
                "%s: schema: found %s, expected '%s'".formatted(file, found, Result.SCHEMA)));
      }
    }
  }
}
