package io.pilsim.report.gate;

import io.pilsim.experiment.Verdict;
import io.pilsim.experiment.gate.GateReport;
import io.pilsim.experiment.gate.GateRow;
import io.pilsim.experiment.gate.GateState;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Gates as JUnit XML: a suite per scenario, a case per budget and variant and per expectation that
 * does not hold. What is inconclusive was skipped: it neither passed nor failed. There are no
 * times, for the same findings are the same bytes.
 */
public final class GateJUnit {
  private final XMLStreamWriter xml;

  /** One case as the format has them; passed when it has neither of its last two. */
  private record Case(
      String variant,
      String name,
      Optional<String> failure,
      Optional<String> skipped,
      String why) {}

  private GateJUnit(XMLStreamWriter xml) {
    this.xml = xml;
  }

  public static String write(List<GateReport> reports) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      new GateJUnit(xml).document(reports);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a text takes whatever is written
    }
    return out.toString();
  }

  private void document(List<GateReport> reports) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "pilsim gate");
    List<Case> all = reports.stream().flatMap(report -> cases(report).stream()).toList();
    counts(all);
    for (GateReport report : reports) {
      suite(report.scenario(), cases(report));
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private void counts(List<Case> cases) throws XMLStreamException {
    long failures = cases.stream().filter(each -> each.failure.isPresent()).count();
    long skipped = cases.stream().filter(each -> each.skipped.isPresent()).count();
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", Long.toString(skipped));
  }

  private void suite(String scenario, List<Case> cases) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", scenario);
    counts(cases);
    for (Case each : cases) {
      xml.writeCharacters("\n    ");
      boolean plain = each.failure.isEmpty() && each.skipped.isEmpty();
      if (plain) {
        xml.writeEmptyElement("testcase");
      } else {
        xml.writeStartElement("testcase");
      }
      xml.writeAttribute("classname", scenario + "." + each.variant);
      xml.writeAttribute("name", each.name);
      if (!plain) {
        outcome(each);
        xml.writeEndElement();
      }
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void outcome(Case each) throws XMLStreamException {
    if (each.failure.isPresent()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", legal(each.failure.get()));
      xml.writeAttribute("type", "budget");
      xml.writeCharacters(legal(each.why));
      xml.writeEndElement();
    } else {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", legal(each.skipped.orElse("")));
    }
  }

  private static List<Case> cases(GateReport report) {
    List<Case> cases = new ArrayList<>();
    for (GateRow row : report.rows()) {
      Optional<String> said = Optional.of(GateSentences.headline(row));
      boolean open = row.state() == GateState.INCONCLUSIVE;
      List<String> why = new ArrayList<>(GateSentences.why(report, row));
      report.worthTelling().forEach(each -> why.add(GateSentences.suspect(each)));
      cases.add(
          new Case(
              row.variant(),
              row.figure(),
              said.filter(any -> row.state().fails()),
              said.filter(any -> open),
              String.join("\n", why)));
    }
    for (Verdict verdict : report.unmet()) {
      cases.add(
          new Case(
              verdict.variant(),
              verdict.expectation(),
              Optional.of("not met: " + verdict.expectation()),
              Optional.empty(),
              ""));
    }
    return cases;
  }

  /** XML has no control characters, not even escaped. */
  private static String legal(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
  }
}
