package dev.parley.verification.coverage;

import dev.parley.verification.xml.XmlScanner;
import java.util.Map;

/** Reports in XML: JaCoCo's and Cobertura's, which coverage.py and many others write too. */
final class XmlReports implements XmlScanner.Handler {

  private final LineCoverage into;
  private String folder = "";
  private String file = "";
  private boolean methods;

  private XmlReports(LineCoverage into) {
    this.into = into;
  }

  static void read(String report, LineCoverage into) {
    XmlScanner.scan(report, new XmlReports(into));
  }

  @Override
  public void start(String name, Map<String, String> attributes) {
    switch (name) {
      case "package" -> folder = attributes.getOrDefault("name", "");
      case "sourcefile" -> file = below(folder, attributes.getOrDefault("name", ""));
      case "class" -> file = attributes.getOrDefault("filename", "");
      case "methods" -> methods = true;
      case "line" -> line(attributes);
      default -> {}
    }
  }

  @Override
  public void end(String name) {
    switch (name) {
      case "sourcefile", "class" -> file = "";
      case "methods" -> methods = false;
      default -> {}
    }
  }

  private void line(Map<String, String> attributes) {
    if (file.isEmpty() || methods) {
      return;
    }
    String instructions = attributes.get("ci");
    String jacoco = attributes.get("nr");
    if (jacoco != null && instructions != null) {
      into.add(file, LineCoverage.number(jacoco), LineCoverage.positive(instructions));
    } else {
      into.add(
          file,
          LineCoverage.number(attributes.getOrDefault("number", "")),
          LineCoverage.positive(attributes.getOrDefault("hits", "0")));
    }
  }

  private static String below(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
