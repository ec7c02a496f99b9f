package dev.xdsi.registry.iti42;

import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.submission.AffinityDomain;
import dev.xdsi.registry.submission.PrivacyPolicies;
import dev.xdsi.registry.submission.Registrar;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A Document Registry in which contracts register, and look what it keeps. */
interface Registering {
    Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    /** A store with nothing in it; the same one for the whole of a test. */
    RegistryStore store();

    default RegistryResponse register(SubmissionDraft submission) {
        return transaction(PatientDirectory.EVERYONE)
                .perform(new RegisterDocumentSetRequest(submission), Caller.self("test"));
    }

    default RegisterDocumentSet transaction(PatientDirectory patients) {
        return transaction(patients, PrivacyPolicies.ANY);
    }

    default RegisterDocumentSet transaction(PatientDirectory patients, PrivacyPolicies policies) {
        return new RegisterDocumentSet(new Registrar(
                store(),
                new AffinityDomain(patients, policies, () -> PermittedCodes.ANY),
                () -> EntryUuid.of(UUID.randomUUID()),
                InstantSource.fixed(NOW)));
    }

    default void registered(SubmissionDraft submission) {
        assertThat(register(submission)).isEqualTo(RegistryResponse.SUCCESS);
    }

    default List<ErrorCode> errors(SubmissionDraft submission) {
        int before = count();
        RegistryResponse response = register(submission);
        assertThat(response.status()).isEqualTo(Status.FAILURE);
        assertThat(count()).as("nothing is left behind").isEqualTo(before);
        return response.errors().stream().map(XdsError::errorCode).toList();
    }

    default int count() {
        return store().documentEntries(List.of(), 1000).size()
                + store().submissionSets(List.of(), 1000).size()
                + store().folders(List.of(), 1000).size()
                + store().associations(List.of(), 1000).size();
    }

    default RegistryObjectDraft entry(Criterion.OfDocumentEntry... allOf) {
        List<RegisteredEntry> found = store().documentEntries(List.of(allOf), 10);
        assertThat(found).hasSize(1);
        return RegistryObjectXml.read(found.getFirst().object().text());
    }

    default AvailabilityStatus status(String name) {
        return store().documentEntries(List.of(new Criterion.EntryUuidIn(Set.of(uuid(name)))), 1)
                .getFirst()
                .object()
                .availabilityStatus();
    }

    /** One more submission of a document, with further objects in it. */
    static SubmissionDraft submissionOf(DocumentEntry entry, RegistryObject... more) {
        List<RegistryObject> objects = new ArrayList<>(Arrays.asList(more));
        String set = entry.entryUUID().value() + "-set";
        objects.add(submissionSet(set).toBuilder().patientId(entry.patientId()).build());
        objects.add(entry);
        objects.add(member(set + "-member", uuid(set), entry.entryUUID()));
        return Submissions.of(objects.toArray(RegistryObject[]::new));
    }
}
