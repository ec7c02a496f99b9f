package dev.xdsi.registry.merges;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.model.rules.Side;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.registry.submission.AffinityDomain;
import dev.xdsi.registry.submission.PrivacyPolicies;
import dev.xdsi.registry.submission.Registrar;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A submission is judged by one state of the merges, also where that changes between the questions of who was merged. */
class MergedMeanwhileTest {
    private final InMemoryRegistryStore store = new InMemoryRegistryStore();

    /** Mary is John, or is not, until it has been asked who was merged into somebody; then it is the other way round. */
    private static final class Changing implements PatientDirectory {
        private boolean merged;
        private boolean asked;

        private Changing(boolean merged) {
            this.merged = merged;
        }

        @Override
        public boolean isKnown(PatientId id) {
            return true;
        }

        @Override
        public PatientId survivorOf(PatientId id) {
            return merged && id.equals(MARY) ? JOHN : id;
        }

        @Override
        public Set<PatientId> mergedInto(PatientId id) {
            Set<PatientId> answer = !merged ? Set.of(id) : id.equals(JOHN) ? Set.of(JOHN, MARY) : Set.of();
            merged = asked ? merged : !merged;
            asked = true;
            return answer;
        }
    }

    private RegistryResponse register(PatientDirectory patients, DocumentEntry entry, RegistryObject... more) {
        String set = entry.entryUUID().value() + "-set";
        List<RegistryObject> objects = new ArrayList<>(Arrays.asList(more));
        objects.add(submissionSet(set).toBuilder().patientId(entry.patientId()).build());
        objects.add(entry);
        objects.add(member(set + "-member", uuid(set), entry.entryUUID()));
        Registrar registrar = new Registrar(
                new SurvivingPatients(store, patients),
                new AffinityDomain(patients, PrivacyPolicies.ANY, () -> PermittedCodes.ANY),
                () -> EntryUuid.of(UUID.randomUUID()),
                InstantSource.fixed(Instant.EPOCH));
        return registrar.register(Submissions.of(objects.toArray(RegistryObject[]::new)), Side.REGISTRY);
    }

    private AvailabilityStatus status(String name) {
        return store.documentEntries(List.of(new EntryUuidIn(Set.of(uuid(name)))), 1)
                .getFirst()
                .object()
                .availabilityStatus();
    }

    @Test
    void whoIsSeparatedWhileHisSubmissionIsJudgedLosesNothingOfWhatFollowsFromIt() {
        register(PatientDirectory.EVERYONE, manifest("hers"));
        register(
                PatientDirectory.EVERYONE,
                manifest("addendum"),
                relation(AssociationType.APND, uuid("addendum"), uuid("hers")));

        RegistryResponse response = register(
                new Changing(true), manifest("newer"), relation(AssociationType.RPLC, uuid("newer"), uuid("hers")));

        assertThat(response).isEqualTo(RegistryResponse.SUCCESS);
        assertThat(status("hers")).isEqualTo(AvailabilityStatus.DEPRECATED);
        assertThat(status("addendum")).isEqualTo(AvailabilityStatus.DEPRECATED);
    }

    @Test
    void whoIsMergedWhileASubmissionIsJudgedIsAnotherPatientYet() {
        register(PatientDirectory.EVERYONE, manifest("hers"));
        DocumentEntry his = manifest("his").toBuilder().patientId(JOHN).build();

        RegistryResponse response =
                register(new Changing(false), his, relation(AssociationType.RPLC, uuid("his"), uuid("hers")));

        assertThat(response.errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSPatientIdDoesNotMatch);
        assertThat(status("hers")).isEqualTo(AvailabilityStatus.APPROVED);
    }
}
