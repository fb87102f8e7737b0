package dev.parley.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants violations: a rule that cannot fail guards nothing. */
class ArchitectureRulesTest {

  private static final String ROOT = "dev.parley.architecture.planted";
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

  private final ArchitectureRules rules = new ArchitectureRules(ROOT);

  @Test
  void aCycleOfAPackageAndItsSubpackageIsSeen() {
    assertFails(rules.packagesAreFreeOfCycles(), "agent.Session", "agent.loop.Turn");
  }

  @Test
  void aPackageWithoutARankIsSeen() {
    assertFails(rules.corePackagesHaveARank(), "bare.Unmarked");
  }

  @Test
  void aFrameworkInCoreIsSeen() {
    assertFails(rules.coreDependsOnAlmostNothing(), "meeting.ParsesJson", "JsonMapper");
  }

  @Test
  void anAdapterInCoreIsSeen() {
    assertFails(rules.coreDependsOnAlmostNothing(), "planning.AsksAnAdapter", "adapters.sql.Store");
  }

  @Test
  void anImportOfALaterStageIsSeen() {
    assertFails(rules.stagesImportOnlyEarlierOnes(), "planning.LooksAhead", "review.Verdict");
  }

  @Test
  void aModelThatKnowsEventsIsSeen() {
    assertFails(rules.stagesImportOnlyEarlierOnes(), "model.KnowsEvents", "event.Happened");
  }

  @Test
  void anImportOfAnEarlierStageIsAllowed() {
    assertThatThrownBy(() -> rules.stagesImportOnlyEarlierOnes().check(PLANTED))
        .message()
        .doesNotContain("LooksBack");
  }

  @Test
  void anImportOfAnalyticsIsSeenEvenInTheOrchestrator() {
    assertFails(
        rules.nothingInCoreImportsAnalytics(), "orchestrator.ReadsFigures", "analytics.Figures");
  }

  @Test
  void anAdapterImportingAnotherIsSeen() {
    assertFails(rules.adaptersDoNotImportEachOther(), "adapters.gitcli.Borrows", "sql.Store");
  }

  @Test
  void anImportOfTheAppIsSeen() {
    assertFails(rules.nothingImportsTheApp(), "adapters.gitcli.CallsTheApp", "app.Wiring");
  }

  @Test
  void filesAndProcessesInCoreAreSeen() {
    assertFails(
        rules.coreTouchesNoFilesAndStartsNoProcesses(),
        "Worldly.readsAFile",
        "Worldly.streamsAFile",
        "Worldly.startsAProcess",
        "Worldly.executes");
  }

  @Test
  void clockEnvironmentAndRandomnessInCoreAreSeen() {
    assertFails(
        rules.coreReadsNoClockEnvironmentOrChance(),
        "Worldly.sleeps",
        "Worldly.sleepsByReference",
        "Worldly.readsTheEnvironment",
        "Worldly.readsTheClock",
        "Worldly.readsTheClockByReference",
        "Worldly.makesAnId",
        "Worldly.takesTheSystemClock");
  }

  @Test
  void aClockHandedInIsAllowed() {
    assertThatThrownBy(() -> rules.coreReadsNoClockEnvironmentOrChance().check(PLANTED))
        .message()
        .doesNotContain("Worldly.asksItsClock");
  }

  @Test
  void standardStreamsInCoreAreSeen() {
    assertFails(
        rules.coreLeavesTheStandardStreamsAlone(), "Worldly.printsOut", "Worldly.printsErr");
  }

  @Test
  void aPackageWithoutNullMarkedIsSeen() {
    assertFails(rules.packagesAreNullMarked(), "bare.Unmarked");
  }

  @Test
  void aPackageWithoutJavadocIsSeen(@TempDir Path sources) throws IOException {
    write(sources.resolve("good/package-info.java"), "/** Said. */\n@NullMarked\npackage good;\n");
    write(sources.resolve("silent/package-info.java"), "@NullMarked\npackage silent;\n");
    write(sources.resolve("empty/package-info.java"), "/** */\n@NullMarked\npackage empty;\n");
    write(sources.resolve("unmarked/package-info.java"), "/** Said. */\npackage unmarked;\n");
    write(sources.resolve("absent/Some.java"), "package absent;\n");

    assertThat(PackageDocs.missing(sources))
        .containsExactly(
            Path.of("absent"), Path.of("empty"), Path.of("silent"), Path.of("unmarked"));
  }

  private static void assertFails(ArchRule rule, String... named) {
    assertThatThrownBy(() -> rule.check(PLANTED))
        .isInstanceOf(AssertionError.class)
        .message()
        .contains(named);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
