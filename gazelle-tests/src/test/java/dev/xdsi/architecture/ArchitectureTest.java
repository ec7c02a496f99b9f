package dev.xdsi.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** The laws of {@code ARCHITECTURE.md}, in its order. */
@AnalyzeClasses(packages = "dev.xdsi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String GENERATED = "dev.xdsi.wsdl..";
    private static final String[] TRANSACTIONS = {"..iti*..", "..rad*.."};
    private static final String[] TRANSPORT = {
        "org.apache.cxf..", "jakarta.xml.ws..", "jakarta.jws..", "jakarta.servlet..", "org.eclipse.jetty.."
    };
    private static final String[] ACTORS = {
        "dev.xdsi.registry", "dev.xdsi.repository", "dev.xdsi.imaging", "dev.xdsi.consumer"
    };

    /** Law 0: a rule over nothing is kept by everybody. */
    @ArchTest
    static void theScanSawEveryModule(JavaClasses scanned) {
        for (String root : new String[] {
            "dev.xdsi.wsdl",
            "dev.xdsi.model",
            "dev.xdsi.transaction",
            "dev.xdsi.soap",
            "dev.xdsi.dicom",
            "dev.xdsi.audit",
            "dev.xdsi.registry",
            "dev.xdsi.repository",
            "dev.xdsi.imaging",
            "dev.xdsi.consumer",
            "dev.xdsi.gateway"
        }) {
            assertThat(scanned.stream().filter(resideInAPackage(root + "..")::test))
                    .as(root)
                    .hasSizeGreaterThan(5);
        }
    }

    @ArchTest
    static final ArchRule law1TheModelKnowsOnlyTheJdk = classes()
            .that()
            .resideInAnyPackage("dev.xdsi.model..", "dev.xdsi.transaction..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", "dev.xdsi.model..", "dev.xdsi.transaction.."));

    @ArchTest
    static final ArchRule law1DicomKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("dev.xdsi.dicom..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax..", "org.jspecify..", "dev.xdsi.dicom.."));

    @ArchTest
    static final ArchRule law2OnlyTheEdgesOfATransactionKnowTransport = noClasses()
            .that()
            .resideInAnyPackage(TRANSACTIONS)
            .and(areNoEdge())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TRANSPORT);

    @ArchTest
    static final ArchRule law2NoTransactionKnowsItsDatabase = noClasses()
            .that()
            .resideInAnyPackage(TRANSACTIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule law3RegistryTransactionsDoNotReachIntoEachOther =
            slices().matching("dev.xdsi.registry.(iti*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule law3RepositoryTransactionsDoNotReachIntoEachOther =
            slices().matching("dev.xdsi.repository.(iti*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule law3ImagingTransactionsDoNotReachIntoEachOther =
            slices().matching("dev.xdsi.imaging.(rad*)..").should().notDependOnEachOther();

    @ArchTest
    static void law3ActorsNeverSeeEachOther(JavaClasses scanned) {
        for (String actor : ACTORS) {
            for (String other : ACTORS) {
                if (!actor.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(actor + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(other + "..")
                            .check(scanned);
                }
            }
        }
    }

    @ArchTest
    static final ArchRule law4RowsNeverLeaveTheirStore = noClasses()
            .that()
            .resideOutsideOfPackage("..store.hibernate..")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Row");

    @ArchTest
    static final ArchRule law5GeneratedTypesStayAtTheEdges = noClasses()
            .that()
            .resideOutsideOfPackages(GENERATED, "dev.xdsi.soap.ebrim..")
            .and(areNoEdge())
            .should()
            .dependOnClassesThat()
            .resideInAPackage(GENERATED);

    @ArchTest
    static void law6NoCyclesBetweenPackages(JavaClasses scanned) {
        for (String root : new String[] {
            "dev.xdsi.model",
            "dev.xdsi.soap",
            "dev.xdsi.dicom",
            "dev.xdsi.audit",
            "dev.xdsi.registry",
            "dev.xdsi.repository",
            "dev.xdsi.imaging",
            "dev.xdsi.consumer",
            "dev.xdsi.gateway"
        }) {
            slices().matching(root + ".(**)").should().beFreeOfCycles().check(scanned);
        }
    }

    @ArchTest
    static final ArchRule law7NoClockOfOnesOwn = noClasses()
            .that()
            .resideOutsideOfPackages("dev.xdsi.gateway..", GENERATED)
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(java.nio.charset.Charset.class, "defaultCharset")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static void law8EveryPackageIsNullMarked(JavaClasses scanned) {
        Set<String> unmarked = new TreeSet<>();
        scanned.stream()
                .filter(type -> !resideInAPackage(GENERATED).test(type))
                .map(JavaClass::getPackage)
                .filter(type -> !isNullMarked(type))
                .forEach(type -> unmarked.add(type.getName()));
        assertThat(unmarked).isEmpty();
    }

    @ArchTest
    static final ArchRule law9OnlyTheCommandLineWritesToTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackages("dev.xdsi.gateway.cli..", GENERATED)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule namesSayWhatNotHow = noClasses()
            .that()
            .resideOutsideOfPackage(GENERATED)
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager)");

    private static boolean isNullMarked(JavaPackage type) {
        return type.isAnnotatedWith(NullMarked.class);
    }

    private static DescribedPredicate<JavaClass> areNoEdge() {
        return DescribedPredicate.describe(
                "are neither endpoints nor clients",
                type -> !outermost(type).getSimpleName().matches(".*(Endpoint|Client)"));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
