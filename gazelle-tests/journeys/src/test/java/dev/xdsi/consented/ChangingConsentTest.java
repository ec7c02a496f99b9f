package dev.xdsi.consented;

import static dev.xdsi.consented.Asking.DOCTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consented.Contents.Study;
import dev.xdsi.consented.Registered.Item;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.registry.patients.FeedMessage;
import dev.xdsi.registry.patients.PatientChange;
import dev.xdsi.registry.patients.PatientMerge;
import dev.xdsi.registry.patients.PatientUpdate;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Consents that change, and patients who are found to be one, count at once on every path: whether the registry is in the process of
 * repository and imaging source, or in another, which they ask over HTTP on behalf of the caller.
 */
@Tag("integration")
@ParameterizedClass(name = "registry elsewhere: {0}")
@ValueSource(booleans = {false, true})
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ChangingConsentTest {
    @RegisterExtension
    static final OpenDomain OPEN = new OpenDomain();

    private static Domain domain;
    private static ReadPaths paths;
    private static Contents contents;

    private final boolean elsewhere;
    private final PatientId patient;

    ChangingConsentTest(boolean elsewhere) {
        this.elsewhere = elsewhere;
        domain.reset();
        domain.registryIsElsewhere.set(elsewhere);
        patient = contents.patient();
    }

    @BeforeAll
    static void open() {
        domain = OPEN.domain();
        paths = OPEN.paths();
        contents = OPEN.contents();
    }

    private Item document(PatientId of) {
        return contents.provide(of, "IMG/N").getFirst();
    }

    private Study study() throws Exception {
        return contents.study(patient, "IMG", "N");
    }

    private static boolean disclosed(Item document, Study study) throws Exception {
        return paths.disclosed(DOCTOR, document, study);
    }

    private static boolean images(Study study) throws Exception {
        Set<Boolean> ways = paths.images(DOCTOR, study);
        assertThat(ways).hasSize(1);
        return ways.contains(true);
    }

    private static void feed(PatientChange change) {
        assertThat(domain.patients
                        .apply(new FeedMessage("test", UUID.randomUUID().toString(), "", change))
                        .isTaken())
                .isTrue();
    }

    /** Of whoever was merged into another, that is the end of it. */
    private static void register(PatientId... ids) {
        for (PatientId id : ids) {
            feed(new PatientUpdate(id, Occasion.REGISTRATION, List.of(), Demographics.UNKNOWN, Set.of()));
        }
    }

    private static void merge(PatientId survivor, PatientId subsumed) {
        feed(new PatientMerge(survivor, subsumed));
    }

    @Test
    void aConsentThatIsUpdatedCountsAsItIsNow() throws Exception {
        Item document = document(patient);
        Study study = study();
        String consent = contents.consent(patient, "emergency");
        assertThat(disclosed(document, study)).isFalse();
        contents.correctConsent(patient, consent, "no-psy");
        assertThat(disclosed(document, study)).isTrue();
    }

    @Test
    void aConsentThatIsUpdatedToDenyDeniesAtOnce() throws Exception {
        domain.unlessSaid.set("opt-in");
        Item document = document(patient);
        Study study = study();
        String consent = contents.consent(patient, "share");
        assertThat(disclosed(document, study)).isTrue();
        contents.correctConsent(patient, consent, "share", "emergency");
        assertThat(disclosed(document, study)).isFalse();
    }

    @Test
    void aConsentCountsOnlyWhileItIsApproved() throws Exception {
        Item document = document(patient);
        Study study = study();
        String consent = contents.consent(patient, "emergency");
        contents.setStatus(patient, consent, AvailabilityStatus.APPROVED, AvailabilityStatus.DEPRECATED);
        assertThat(disclosed(document, study)).isTrue();
        contents.setStatus(patient, consent, AvailabilityStatus.DEPRECATED, AvailabilityStatus.APPROVED);
        assertThat(disclosed(document, study)).isFalse();
    }

    @Test
    void aConsentThatIsReplacedCountsNoLonger() throws Exception {
        domain.unlessSaid.set("opt-in");
        Item document = document(patient);
        Study study = study();
        String consent = contents.consent(patient, "share");
        assertThat(disclosed(document, study)).isTrue();
        contents.consent(patient, -1, 1, consent, "emergency");
        assertThat(disclosed(document, study)).isFalse();
    }

    @Test
    void aConsentThatIsRemovedIsNone() throws Exception {
        Item document = document(patient);
        Study study = study();
        String consent = contents.consent(patient, "emergency");
        assertThat(disclosed(document, study)).isFalse();
        contents.remove(patient, consent);
        assertThat(disclosed(document, study)).isTrue();
    }

    @Test
    void afterAMergeADenialOfTheSurvivorCountsForEverything() throws Exception {
        aDenialCountsForBoth(true);
    }

    /** Also for images that still bear the subsumed id. */
    @Test
    void afterAMergeADenialOfTheSubsumedCountsForEverything() throws Exception {
        aDenialCountsForBoth(false);
    }

    private void aDenialCountsForBoth(boolean bySurvivor) throws Exception {
        PatientId survivor = contents.patient();
        register(patient, survivor);
        Item document = document(survivor);
        Study study = study();
        merge(survivor, patient);
        assertThat(disclosed(document, study)).isTrue();
        register(patient);
        contents.consent(bySurvivor ? survivor : patient, "emergency");
        merge(survivor, patient);

        assertThat(disclosed(document, study)).isFalse();

        register(patient);
        assertThat(paths.retrieve(DOCTOR, List.of(document.uniqueId())).isEmpty())
                .isEqualTo(bySurvivor);
        assertThat(images(study)).isEqualTo(bySurvivor);
    }

    @Test
    void aStudyThatWaitsUnderASubsumedIdIsAsSecretAsTheSurvivorWants() throws Exception {
        PatientId between = contents.patient();
        PatientId survivor = contents.patient();
        register(patient, between, survivor);
        document(patient);
        document(survivor);
        Study study = contents.unpublished(patient);
        assertThat(images(study)).isTrue();
        contents.consent(survivor, "emergency");
        merge(between, patient);
        merge(survivor, between);

        assertThat(images(study)).isFalse();

        register(patient);
        assertThat(images(study)).as("separated").isTrue();
    }

    @Test
    void aStudyThatWaitsIsAsSecretAsItsPatientWants() throws Exception {
        document(patient);
        Study study = contents.unpublished(patient);
        assertThat(images(study)).isTrue();
        String consent = contents.consent(patient, "emergency");
        assertThat(images(study)).isFalse();
        contents.consent(patient, -24, 0, consent, "emergency");
        assertThat(images(study)).isTrue();
    }

    @Test
    void aPatientOfWhomTheRegistryShowsNothingMayObjectWhereItCannotBeSeen() throws Exception {
        Study study = contents.unpublished(patient);
        assertThat(images(study)).isEqualTo(!elsewhere);
        assertThat(domain.alerts()).isEmpty();
        assertThat(paths.wadoRs(DOCTOR.inEmergency("unconscious"), study.uid())).isTrue();
        assertThat(domain.alerts()).hasSize(elsewhere ? 1 : 0);
    }

    @Test
    void aLinkedStudyIsAsSecretAsTheSurvivorOfItsImagesWants() throws Exception {
        PatientId inImages = contents.patient();
        PatientId survivor = contents.patient();
        register(inImages, survivor);
        document(inImages);
        document(patient);
        Study study = contents.unpublished(
                inImages,
                patient,
                (uid, owner) -> assertThat(paths.link(DOCTOR, uid, owner)).startsWith("200 "));
        assertThat(images(study)).isTrue();
        contents.consent(survivor, "emergency");
        merge(survivor, inImages);
        assertThat(images(study)).isFalse();
    }

    /** The registry has said whose the document is, and is not asked yet what he wants. */
    @Test
    void aMergeBetweenTheTwoQuestionsOpensNothing() throws Exception {
        PatientId survivor = contents.patient();
        register(patient, survivor);
        Item document = document(patient);
        contents.consent(survivor, "emergency");
        domain.beforeConsentsAreRead.set(() -> merge(survivor, patient));
        assertThat(paths.retrieve(DOCTOR, List.of(document.uniqueId()))).isEmpty();

        register(patient);
        domain.beforeConsentsAreRead.set(() -> {});
        assertThat(paths.retrieve(DOCTOR, List.of(document.uniqueId()))).isNotEmpty();
    }
}
