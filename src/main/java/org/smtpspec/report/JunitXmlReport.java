package org.smtpspec.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.result.Weight;

/**
 * The document as JUnit XML, which every continuous integration shows: a suite a target, a test
 * case a case. What fails the run is a failure, what could not be told an error.
 */
public final class JunitXmlReport {
  private final boolean strict;

  /** A report that counts SHOULD and tolerated answers as failures if it is strict. */
  public JunitXmlReport(boolean strict) {
    this.strict = strict;
  }

  /** Writes the report as UTF-8; the caller's writer must agree. */
  public void write(Result result, Writer out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      newline(xml, 0);
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "smtpspec");
      for (TargetInfo target : result.targets()) {
        suite(result, target, xml);
      }
      newline(xml, 0);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.writeCharacters("\n");
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException("cannot write JUnit XML", e);
    }
  }

  private void suite(Result result, TargetInfo target, XMLStreamWriter xml)
      throws XMLStreamException {
    List<Played> played = played(result, target);
    newline(xml, 1);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", target.id());
    xml.writeAttribute("timestamp", result.run().started());
    xml.writeAttribute("tests", Integer.toString(played.size()));
    xml.writeAttribute("failures", count(played, Weight.FAILS));
    xml.writeAttribute("errors", count(played, Weight.UNDECIDED));
    xml.writeAttribute(
        "skipped",
        Long.toString(
            played.stream().filter(p -> p.verdict.verdict() == Outcome.NOT_APPLICABLE).count()));
    xml.writeAttribute("time", seconds(played.stream().mapToDouble(p -> p.verdict.ms()).sum()));
    properties(result, target, xml);
    for (Played each : played) {
      testcase(target, each, xml);
    }
    newline(xml, 1);
    xml.writeEndElement();
  }

  private static void properties(Result result, TargetInfo target, XMLStreamWriter xml)
      throws XMLStreamException {
    newline(xml, 2);
    xml.writeStartElement("properties");
    property("spec", target.spec(), xml);
    property("software", target.software(), xml);
    property("image", target.image(), xml);
    property("base", target.base(), xml);
    property("packages", String.join(", ", target.ownPackages()), xml);
    property("banner", target.banner(), xml);
    property("capabilities", String.join(", ", target.capabilities()), xml);
    property("smtpspec.version", result.run().version(), xml);
    property("smtpspec.seed", Long.toString(result.run().seed()), xml);
    property("smtpspec.profile", result.run().profile(), xml);
    property("smtpspec.complete", Boolean.toString(result.complete()), xml);
    newline(xml, 2);
    xml.writeEndElement();
  }

  private static void property(String name, String value, XMLStreamWriter xml)
      throws XMLStreamException {
    if (value.isEmpty()) {
      return;
    }
    newline(xml, 3);
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", value);
  }

  private static void testcase(TargetInfo target, Played played, XMLStreamWriter xml)
      throws XMLStreamException {
    newline(xml, 2);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", played.entry.suite());
    xml.writeAttribute("name", played.entry.id());
    xml.writeAttribute("time", seconds(played.verdict.ms()));
    FindingText text = FindingText.of(target, played.entry, played.verdict);
    if (played.weight == Weight.FAILS) {
      detail("failure", played.verdict.verdict().json(), text, xml);
    } else if (played.weight == Weight.UNDECIDED) {
      detail("error", played.verdict.verdict().json(), text, xml);
    } else if (played.verdict.verdict() == Outcome.NOT_APPLICABLE) {
      newline(xml, 3);
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", played.verdict.reason());
    } else if (played.verdict.verdict() != Outcome.CONFORMS) {
      newline(xml, 3);
      xml.writeStartElement("system-out");
      xml.writeCharacters(text.block());
      xml.writeEndElement();
    }
    newline(xml, 2);
    xml.writeEndElement();
  }

  private static void detail(String element, String type, FindingText text, XMLStreamWriter xml)
      throws XMLStreamException {
    newline(xml, 3);
    xml.writeStartElement(element);
    xml.writeAttribute("type", type);
    xml.writeAttribute("message", text.headline());
    xml.writeCharacters(text.block());
    xml.writeEndElement();
  }

  private record Played(CaseEntry entry, TargetVerdict verdict, Weight weight) {}

  private List<Played> played(Result result, TargetInfo target) {
    return result.cases().stream()
        .map(entry -> entry.verdictOn(target.id()).map(v -> weighed(entry, v)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Played weighed(CaseEntry entry, TargetVerdict verdict) {
    return new Played(entry, verdict, Weight.of(entry, verdict, strict));
  }

  private static String count(List<Played> played, Weight weight) {
    return Long.toString(played.stream().filter(each -> each.weight == weight).count());
  }

  private static String seconds(double ms) {
    return String.format(Locale.ROOT, "%.3f", ms / 1000);
  }

  private static void newline(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
