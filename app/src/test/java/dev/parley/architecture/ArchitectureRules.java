package dev.parley.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules, for the packages below one root. The root is an argument so that the same rules can be
 * tried on planted violations.
 */
final class ArchitectureRules {

  /** Packages of core in pipeline order: each may import those of earlier ranks and its own. */
  static final List<Set<String>> RANKS =
      List.of(
          Set.of("model"),
          Set.of("event"),
          Set.of("git", "process", "llm", "json"),
          Set.of("meeting"),
          Set.of("codebase"),
          Set.of("requirements"),
          Set.of("planning"),
          Set.of("estimation"),
          Set.of("scheduling"),
          Set.of("safety"),
          Set.of("attempt"),
          Set.of("workspace"),
          Set.of("agent"),
          Set.of("verification"),
          Set.of("review"),
          Set.of("integration"),
          Set.of("orchestrator"),
          Set.of("analytics"));

  private static final List<String> OUTSIDE_CORE =
      List.of("javachecks", "adapters", "app", "testkit", "bench");

  private final String root;
  private final DescribedPredicate<JavaClass> inCore;

  ArchitectureRules(String root) {
    this.root = root;
    var outside = OUTSIDE_CORE.stream().map(this::within).toArray(String[]::new);
    this.inCore = resideInAnyPackage(root + "..").and(not(resideInAnyPackage(outside))).as("core");
  }

  ArchRule packagesAreFreeOfCycles() {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .as("packages are free of cycles")
        .allowEmptyShould(true);
  }

  ArchRule corePackagesHaveARank() {
    var ranked = RANKS.stream().flatMap(Set::stream).map(this::within).toArray(String[]::new);
    return classes()
        .that(inCore)
        .should()
        .resideInAnyPackage(ranked)
        .as("every package of core has its place in the pipeline order")
        .allowEmptyShould(true);
  }

  ArchRule coreDependsOnAlmostNothing() {
    var allowed =
        resideInAnyPackage("", "java..", "org.jspecify.annotations", "org.slf4j", "org.slf4j.spi");
    return classes()
        .that(inCore)
        .should()
        .onlyDependOnClassesThat(inCore.or(allowed))
        .as("core depends on the JDK, JSpecify and the SLF4J API only")
        .allowEmptyShould(true);
  }

  ArchRule stagesImportOnlyEarlierOnes() {
    return IntStream.range(0, RANKS.size() - 1)
        .mapToObj(this::importsNothingLater)
        .reduce((one, other) -> CompositeArchRule.of(one).and(other))
        .orElseThrow();
  }

  private ArchRule importsNothingLater(int rank) {
    var later = RANKS.subList(rank + 1, RANKS.size()).stream().flatMap(Set::stream);
    return noClasses()
        .that()
        .resideInAnyPackage(RANKS.get(rank).stream().map(this::within).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later.map(this::within).toArray(String[]::new))
        .as("core: " + RANKS.get(rank) + " imports only earlier stages")
        .allowEmptyShould(true);
  }

  ArchRule nothingInCoreImportsAnalytics() {
    return noClasses()
        .that(inCore.and(not(resideInAnyPackage(within("analytics")))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(within("analytics"))
        .as("nothing in core imports analytics")
        .allowEmptyShould(true);
  }

  ArchRule adaptersDoNotImportEachOther() {
    return slices()
        .matching(root + ".adapters.(*)..")
        .should()
        .notDependOnEachOther()
        .as("adapters do not import each other")
        .allowEmptyShould(true);
  }

  ArchRule nothingImportsTheApp() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(within("app"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(within("app"))
        .as("nothing imports the app")
        .allowEmptyShould(true);
  }

  ArchRule coreTouchesNoFilesAndStartsNoProcesses() {
    return noClasses()
        .that(inCore)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.file.Files")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.(File(Input|Output)Stream|File(Reader|Writer)|RandomAccess.*)")
        .orShould()
        .accessTargetWhere(callOf("java.lang.Runtime", "exec"))
        .as("core touches no files and starts no processes")
        .allowEmptyShould(true);
  }

  ArchRule coreReadsNoClockEnvironmentOrChance() {
    return noClasses()
        .that(inCore)
        .should()
        .accessTargetWhere(callOf("java.lang.Thread", "sleep"))
        .orShould()
        .accessTargetWhere(callOf("java.lang.System", "getenv", "currentTimeMillis", "nanoTime"))
        .orShould()
        .accessTargetWhere(readsTheSystemClock())
        .orShould()
        .accessTargetWhere(callOf("java.util.UUID", "randomUUID"))
        .orShould()
        .accessTargetWhere(callOf("java.lang.Math", "random"))
        .as("core reads no clock, environment or randomness of its own")
        .allowEmptyShould(true);
  }

  ArchRule coreLeavesTheStandardStreamsAlone() {
    return noClasses()
        .that(inCore)
        .should(ACCESS_STANDARD_STREAMS)
        .as("core leaves the standard streams alone")
        .allowEmptyShould(true);
  }

  ArchRule packagesAreNullMarked() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(liveInANullMarkedPackage())
        .as("every package has a package-info with @NullMarked")
        .allowEmptyShould(true);
  }

  private String within(String name) {
    return root + "." + name + "..";
  }

  /** Calls and method references alike: {@code Thread::sleep} sleeps too. */
  private static DescribedPredicate<JavaAccess<?>> callOf(String owner, String... methods) {
    var names = Set.of(methods);
    return describe(
        "the target is " + owner + "." + String.join("/", methods),
        access ->
            access instanceof JavaCodeUnitAccess<?>
                && access.getTargetOwner().getName().equals(owner)
                && names.contains(access.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheSystemClock() {
    return describe(
        "the target reads the system clock",
        access ->
            access instanceof JavaCodeUnitAccess<?> call
                && call.getTargetOwner().getPackageName().equals("java.time")
                && (call.getName().startsWith("system") || isNowOfTheSystem(call)));
  }

  /** {@code now(clock)} is fine: the clock was handed in. */
  private static boolean isNowOfTheSystem(JavaCodeUnitAccess<?> call) {
    return call.getName().equals("now")
        && call.getTarget().getRawParameterTypes().stream()
            .noneMatch(type -> type.getName().equals("java.time.Clock"));
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        var marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, marked, type.getName() + " is in a package without @NullMarked"));
      }
    };
  }
}
