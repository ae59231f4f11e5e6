package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.smtpspec.result.Result;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitXmlReportTest {
  @Test
  void theReportHasASuiteForEachTarget() throws IOException {
    Golden.assertMatches("junit.xml", text(false, Samples.everyVerdict()));
  }

  @Test
  void strictlyThereAreMoreFailures() throws Exception {
    Element usual = parse(text(false, Samples.everyVerdict()));
    Element strict = parse(text(true, Samples.everyVerdict()));

    assertThat(usual.getElementsByTagName("failure").getLength()).isEqualTo(2);
    assertThat(strict.getElementsByTagName("failure").getLength()).isEqualTo(5);
    assertThat(strict.getElementsByTagName("error").getLength()).isEqualTo(3);
  }

  @Test
  void hostileTextIsText() throws Exception {
    Element root = parse(text(false, Samples.hostile()));

    Element testcase = (Element) root.getElementsByTagName("testcase").item(0);
    assertThat(testcase.getAttribute("classname"))
        .isEqualTo(Samples.hostile().cases().get(0).suite())
        .contains("</script><script>alert(1)</script>]]>", "\\x1b[31m", "\\u{fffe}");
    assertThat(testcase.getElementsByTagName("*").getLength()).isEqualTo(1);
    assertThat(testcase.getTextContent()).contains("]]><!--<img src=x");
  }

  private static String text(boolean strict, Result result) throws IOException {
    StringWriter out = new StringWriter();
    new JunitXmlReport(strict).write(result, out);
    return out.toString();
  }

  private static Element parse(String xml)
      throws ParserConfigurationException, SAXException, IOException {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    return document.getDocumentElement();
  }
}
