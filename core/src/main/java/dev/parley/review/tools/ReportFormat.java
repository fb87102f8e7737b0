package dev.parley.review.tools;

import dev.parley.llm.JsonCodec;

/** How a report is written. */
public enum ReportFormat {
  SARIF,
  OXLINT,
  BIOME,
  RUFF,
  TSC,
  CLIPPY,
  GO_VET,
  SECRETLINT,
  SPOTBUGS;

  /**
   * Reads a whole report. Pure.
   *
   * @throws UnreadableReportException if it is not one, or ends early
   */
  public ToolReport read(String text, JsonCodec json) throws UnreadableReportException {
    var source = new JsonText(json);
    return switch (this) {
      case SARIF -> SarifReader.read(source.object(text));
      case OXLINT -> LinterJson.oxlint(source.object(text));
      case BIOME -> LinterJson.biome(source.object(text));
      case RUFF -> LinterJson.ruff(text, source);
      case TSC -> TscText.read(text);
      case CLIPPY -> BuildJson.clippy(text, source);
      case GO_VET -> BuildJson.goVet(text, source);
      case SECRETLINT -> LinterJson.secretlint(source.list(text));
      case SPOTBUGS -> SpotBugsXml.read(text);
    };
  }
}
