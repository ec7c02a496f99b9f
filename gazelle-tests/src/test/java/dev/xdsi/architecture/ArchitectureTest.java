package dev.xdsi.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The laws of {@code ARCHITECTURE.md}, in its order. */
@AnalyzeClasses(
        packages = "dev.xdsi",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestJars.class})
class ArchitectureTest {
    /** Contract tests travel as jars, which do not look like folders of tests. */
    static final class WithoutTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String GENERATED = "dev.xdsi.wsdl..";
    private static final String[] TRANSACTIONS = {"..iti*..", "..rad*.."};
    private static final String[] TRANSPORT = {
        "org.apache.cxf..", "jakarta.xml.ws..", "jakarta.jws..", "jakarta.servlet..", "org.eclipse.jetty.."
    };
    private static final String[] ACTORS = {
        "dev.xdsi.registry", "dev.xdsi.repository", "dev.xdsi.imaging", "dev.xdsi.consumer", "dev.xdsi.assertion"
    };

    private static final Pattern TRANSACTION_OF_AN_ACTOR =
            Pattern.compile("dev\\.xdsi\\.(registry|repository|imaging|consumer)\\.(iti|rad)[0-9]+");
    private static final Map<String, Set<String>> COMES_FROM_NOWHERE = Map.ofEntries(
            entry("java.time.Instant", Set.of("now")),
            entry("java.time.LocalDate", Set.of("now")),
            entry("java.time.LocalTime", Set.of("now")),
            entry("java.time.LocalDateTime", Set.of("now")),
            entry("java.time.OffsetDateTime", Set.of("now")),
            entry("java.time.ZonedDateTime", Set.of("now")),
            entry("java.time.Year", Set.of("now")),
            entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system")),
            entry("java.time.InstantSource", Set.of("system")),
            entry("java.time.ZoneId", Set.of("systemDefault")),
            entry("java.lang.System", Set.of("currentTimeMillis")),
            entry("java.util.Date", Set.of("<init>")),
            entry("java.util.TimeZone", Set.of("getDefault")),
            entry("java.util.Locale", Set.of("getDefault")),
            entry("java.util.UUID", Set.of("randomUUID")),
            entry("java.util.Random", Set.of("<init>")),
            entry("java.security.SecureRandom", Set.of("<init>", "getInstanceStrong")),
            entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
            entry("java.lang.Math", Set.of("random")),
            entry("java.nio.charset.Charset", Set.of("defaultCharset")));

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
            "dev.xdsi.assertion",
            "dev.xdsi.gateway",
            "dev.xdsi.conformance"
        }) {
            assertThat(scanned.stream().filter(resideInAPackage(root + "..")))
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
    static final ArchRule law3TransactionsDoNotReachIntoEachOther = slices().assignedFrom(
                    slicing("transactions of actors", ArchitectureTest::transaction))
            .should()
            .notDependOnEachOther();

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
            .resideOutsideOfPackages(GENERATED, "dev.xdsi.soap.ebrim..", "dev.xdsi.soap.hl7v3..")
            .and(areNoEdge())
            .should()
            .dependOnClassesThat()
            .resideInAPackage(GENERATED);

    /** Every package is a slice of its own, the root of a module too, so that a part never knows the whole. */
    @ArchTest
    static final ArchRule law6NoCyclesBetweenPackages = slices().assignedFrom(
                    slicing("packages", ArchitectureTest::packageOf))
            .should()
            .beFreeOfCycles();

    /** {@code System.nanoTime} may be used: it tells no time of day, only how long something took. References count as calls. */
    @ArchTest
    static final ArchRule law7NoClockAndNoChanceOfOnesOwn = noClasses()
            .that()
            .resideOutsideOfPackages("dev.xdsi.gateway..", "dev.xdsi.benchmarks..", "dev.xdsi.conformance", GENERATED)
            .should()
            .accessTargetWhere(describe(
                    "comes from nowhere",
                    access -> COMES_FROM_NOWHERE
                            .getOrDefault(access.getTargetOwner().getName(), Set.of())
                            .contains(access.getName())));

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
            .resideOutsideOfPackages("dev.xdsi.gateway.cli..", "dev.xdsi.conformance", GENERATED)
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

    private static SliceIdentifier transaction(JavaClass type) {
        Matcher name = TRANSACTION_OF_AN_ACTOR.matcher(type.getPackageName());
        return name.lookingAt() ? SliceIdentifier.of(name.group()) : SliceIdentifier.ignore();
    }

    /** The launcher's main is on its own: the door through which one enters, which nothing may know. */
    private static SliceIdentifier packageOf(JavaClass type) {
        if (resideInAPackage(GENERATED).test(type)) {
            return SliceIdentifier.ignore();
        }
        return SliceIdentifier.of(type.getSimpleName().equals("Main") ? type.getName() : type.getPackageName());
    }

    private static SliceAssignment slicing(String description, Function<JavaClass, SliceIdentifier> slice) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return slice.apply(type);
            }

            @Override
            public String getDescription() {
                return description;
            }
        };
    }

    private static boolean isNullMarked(JavaPackage type) {
        return type.isAnnotatedWith(NullMarked.class);
    }

    private static DescribedPredicate<JavaClass> areNoEdge() {
        return describe(
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
