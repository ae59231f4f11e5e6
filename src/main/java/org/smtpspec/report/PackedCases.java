package org.smtpspec.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.result.TranscriptLine;

/**
 * The cases of a document as the page carries them: parts of so many cases, each a document of its
 * own, deflated (RFC 1951) and written in base64 (RFC 4648 section 4). A browser unpacks the part
 * of the case that is opened. Base64 holds nothing that an HTML parser takes for markup.
 */
final class PackedCases {
  /** Cases in a part: unpacked in a moment, and enough that what repeats is found. */
  static final int PART = 50;

  private PackedCases() {}

  /** {@code {"size":50,"words":"...","parts":["..."]}}, where words is what a search looks at. */
  static String of(Result result) {
    List<CaseEntry> cases = result.cases();
    String parts =
        IntStream.iterate(0, from -> from < cases.size(), from -> from + PART)
            .mapToObj(from -> cases.subList(from, Math.min(cases.size(), from + PART)))
            .map(part -> part.stream().map(PackedCases::rounded).toList())
            .map(part -> packed(ResultWriter.toJson(Result.of(result.run(), List.of(), part))))
            .collect(Collectors.joining("\",\n\"", "\"", "\""));
    return "{\"size\":%d,\"words\":\"%s\",\"parts\":[%s]}"
        .formatted(PART, packed(words(cases)), cases.isEmpty() ? "" : parts);
  }

  /** A line each case. */
  private static String words(List<CaseEntry> cases) {
    return cases.stream()
        .map(
            entry ->
                String.join(" ", entry.rules())
                    + " "
                    + String.join(" ", entry.cite())
                    + " "
                    + entry.topic())
        .collect(Collectors.joining("\n"));
  }

  /** Times to a tenth of a millisecond, which is what is shown: more digits do not deflate. */
  private static CaseEntry rounded(CaseEntry entry) {
    return entry.withResults(entry.results().stream().map(PackedCases::rounded).toList());
  }

  private static TargetVerdict rounded(TargetVerdict verdict) {
    return verdict.withTranscript(
        tenth(verdict.ms()),
        verdict.transcript().stream()
            .map(line -> new TranscriptLine(tenth(line.ms()), line.from(), line.octets()))
            .toList());
  }

  private static double tenth(double ms) {
    return Math.round(ms * 10) / 10.0;
  }

  private static String packed(String text) {
    var bytes = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot deflate into memory", e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
