package io.assay;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDate;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.modulith.ApplicationModule;
import org.springframework.stereotype.Controller;

/** What no class of the product may do, whatever module it is in. */
@AnalyzeClasses(packages = "io.assay", importOptions = DoNotIncludeTests.class)
@Execution(ExecutionMode.CONCURRENT)
class WallTests {

    /**
     * Neither I/O nor logging nor SQL nor a clock, so only these packages of the JDK and dates as values; the annotation
     * is its package-info's own.
     */
    @ArchTest
    static final ArchRule statisticsIsPure = classes()
            .that()
            .resideInAPackage("io.assay.statistics..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "io.assay.statistics..",
                            "java.lang..",
                            "java.math..",
                            "java.util",
                            "java.util.function..",
                            "java.util.stream..",
                            "org.hipparchus..",
                            "org.jspecify.annotations..")
                    .or(type(LocalDate.class))
                    .or(type(ApplicationModule.class))
                    .or(type(ApplicationModule.Type.class)));

    @ArchTest
    static final ArchRule hipparchusLivesInStatistics = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.statistics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hipparchus..");

    @ArchTest
    static final ArchRule trainersLiveInAlgorithms = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.model.algorithm")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("smile..", "ml.dmlc..");

    /** Models least of all: reading one would run whatever it was written to run. */
    @ArchTest
    static final ArchRule nothingIsSerialised = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(ObjectInputStream.class).or(assignableTo(ObjectOutputStream.class)));

    @ArchTest
    static final ArchRule controllersArePackagePrivate =
            classes().that().areMetaAnnotatedWith(Controller.class).should().bePackagePrivate();

    /** A controller hands values on: it may name the records of {@code statistics}, and calls nothing of them. */
    @ArchTest
    static final ArchRule controllersDoNotCalculate = noClasses()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .callCodeUnitWhere(describe(
                    "the target is arithmetic",
                    (JavaCall<?> call) -> resideInAnyPackage("io.assay.statistics..")
                            .or(type(Math.class))
                            .or(type(StrictMath.class))
                            .test(call.getTargetOwner())));

    @ArchTest
    static final ArchRule fieldsAreNotInjected = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule staticStateIsConstant =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule nothingIsPrinted = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule loggingIsSlf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule exceptionsSayWhatFailed = GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
}
