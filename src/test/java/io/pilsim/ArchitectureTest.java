package io.pilsim;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The floors, and what would make two runs differ. */
@AnalyzeClasses(packages = "io.pilsim", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String[] SIMULATION = {
    "io.pilsim.engine..", "io.pilsim.hardware..", "io.pilsim.software..", "io.pilsim.flow.."
  };

  @ArchTest
  static final ArchRule floors =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("engine")
          .definedBy("io.pilsim.engine..")
          .layer("hardware")
          .definedBy("io.pilsim.hardware..")
          .layer("routine")
          .definedBy("io.pilsim.software.routine..")
          .layer("linux")
          .definedBy("io.pilsim.software.linux..")
          .layer("secure")
          .definedBy("io.pilsim.software.secure..")
          .layer("hypervisor")
          .definedBy("io.pilsim.software.hypervisor..")
          .layer("flow")
          .definedBy("io.pilsim.flow..")
          .layer("formats")
          .definedBy("io.pilsim.formats..")
          .layer("platform")
          .definedBy("io.pilsim.platform..")
          .layer("experiment")
          .definedBy("io.pilsim.experiment..")
          .layer("report")
          .definedBy("io.pilsim.report..")
          .layer("cli")
          .definedBy("io.pilsim.cli..")
          .whereLayer("engine")
          .mayNotAccessAnyLayer()
          .whereLayer("formats")
          .mayNotAccessAnyLayer()
          .whereLayer("hardware")
          .mayOnlyAccessLayers("engine")
          .whereLayer("routine")
          .mayOnlyAccessLayers("engine", "hardware")
          .whereLayer("linux")
          .mayOnlyAccessLayers("engine", "hardware", "routine")
          .whereLayer("secure")
          .mayOnlyAccessLayers("engine", "hardware", "routine")
          .whereLayer("hypervisor")
          .mayOnlyAccessLayers("engine", "hardware", "routine")
          .whereLayer("flow")
          .mayOnlyBeAccessedByLayers("platform", "experiment", "report", "cli")
          .whereLayer("formats")
          .mayOnlyBeAccessedByLayers("platform", "experiment", "report", "cli")
          .whereLayer("platform")
          .mayOnlyBeAccessedByLayers("experiment", "report", "cli")
          .whereLayer("experiment")
          .mayOnlyBeAccessedByLayers("report", "cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule noHashOrderNoChanceNoThreads =
      noClasses()
          .that()
          .resideInAnyPackage(SIMULATION)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              HashMap.class,
              HashSet.class,
              IdentityHashMap.class,
              ConcurrentHashMap.class,
              Random.class,
              ThreadLocalRandom.class,
              Thread.class,
              Instant.class);

  @ArchTest
  static final ArchRule noWallClock =
      noClasses()
          .that()
          .resideInAnyPackage(SIMULATION)
          .should()
          .accessTargetWhere(member(System.class, "nanoTime|currentTimeMillis"));

  @ArchTest
  static final ArchRule sameDigitsOnEveryMachine =
      noClasses()
          .that()
          .resideInAnyPackage(SIMULATION)
          .should()
          .accessTargetWhere(
              member(Math.class, "random|(log|exp).*|pow|cbrt|hypot|a?(sin|cos|tan)h?|atan2"))
          .because("StrictMath gives the same result everywhere");

  @ArchTest
  static final ArchRule sameTextInEveryLocale =
      noClasses()
          .should()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .because("Locale.ROOT has the same digits everywhere");

  /** What input says is data: nothing of it is the name of a class. */
  @ArchTest
  static final ArchRule noClassesAndObjectsFromInput =
      noClasses()
          .should()
          .accessTargetWhere(member(Class.class, "forName"))
          .orShould()
          .accessTargetWhere(member(ClassLoader.class, "loadClass|defineClass"))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(ObjectInputStream.class, URLClassLoader.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.snakeyaml.engine.v2.api.Load");

  @ArchTest
  static final ArchRule paramsAreRecords =
      classes().that().haveSimpleNameEndingWith("Params").should().beRecords();

  @ArchTest static final ArchRule staticsAreFinal = fields().that().areStatic().should().beFinal();

  private static DescribedPredicate<JavaAccess<?>> member(Class<?> owner, String names) {
    return target(owner(equivalentTo(owner)))
        .and(target(nameMatching(names)))
        .as("of %s: %s", owner.getSimpleName(), names);
  }
}
