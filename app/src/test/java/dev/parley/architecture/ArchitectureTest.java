package dev.parley.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The rules over every production class. Plain tests, not {@code @ArchTest} fields: those have been
 * skipped without a word by older test runners.
 */
class ArchitectureTest {

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.parley");

  private final ArchitectureRules rules = new ArchitectureRules("dev.parley");

  @Test
  void theImportSeesProductionClassesAndNoTests() {
    assertThat(PRODUCTION.contain(Main.class)).isTrue();
    assertThat(PRODUCTION.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void packagesAreFreeOfCycles() {
    rules.packagesAreFreeOfCycles().check(PRODUCTION);
  }

  @Test
  void everyCorePackageHasItsPlaceInThePipelineOrder() {
    rules.corePackagesHaveARank().check(PRODUCTION);
  }

  @Test
  void coreDependsOnTheJdkJspecifyAndSlf4jOnly() {
    rules.coreDependsOnAlmostNothing().check(PRODUCTION);
  }

  @Test
  void aStageImportsOnlyEarlierStages() {
    rules.stagesImportOnlyEarlierOnes().check(PRODUCTION);
  }

  @Test
  void nothingInCoreImportsAnalytics() {
    rules.nothingInCoreImportsAnalytics().check(PRODUCTION);
  }

  @Test
  void adaptersDoNotImportEachOther() {
    rules.adaptersDoNotImportEachOther().check(PRODUCTION);
  }

  @Test
  void nothingImportsTheApp() {
    rules.nothingImportsTheApp().check(PRODUCTION);
  }

  @Test
  void coreTouchesNoFilesAndStartsNoProcesses() {
    rules.coreTouchesNoFilesAndStartsNoProcesses().check(PRODUCTION);
  }

  @Test
  void coreReadsNoClockEnvironmentOrRandomnessOfItsOwn() {
    rules.coreReadsNoClockEnvironmentOrChance().check(PRODUCTION);
  }

  @Test
  void coreLeavesTheStandardStreamsAlone() {
    rules.coreLeavesTheStandardStreamsAlone().check(PRODUCTION);
  }

  @Test
  void everyPackageIsNullMarked() {
    rules.packagesAreNullMarked().check(PRODUCTION);
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    for (var module : List.of("core", "testkit", "adapters", "app", "bench")) {
      var sources = Path.of("..", module, "src", "main", "java");
      if (Files.isDirectory(sources)) {
        assertThat(PackageDocs.missing(sources)).as(module).isEmpty();
      }
    }
  }
}
