package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Folder;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Tests of expected actions: each is run on every kind of store, and each has a patient and names of its own, so that nothing need
 * be cleaned away. An object is called by the name under which the test made it.
 */
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(EveryStore.class)
abstract class ExpectedActions {
    private static final Dtm LONG_AGO = new Dtm("20010101000000");
    private static final AtomicInteger TESTS = new AtomicInteger();

    @Parameter
    @SuppressWarnings("NullAway.Init")
    RunningRegistry registry;

    private final int number = TESTS.incrementAndGet();
    private final Map<String, String> names = new HashMap<>();
    final PatientId patient = patient("mary");

    final PatientId patient(String name) {
        return new PatientId(name + "-" + number, new Oid("1.3.6.1.4.1.21367.2005.13.20.1000"));
    }

    /** The entryUUID of the object of this name. */
    final EntryUuid uuid(String name) {
        EntryUuid uuid = Submissions.uuid(own(name));
        names.put(uuid.value(), name);
        return uuid;
    }

    final String id(String name) {
        return uuid(name).value();
    }

    private String own(String name) {
        return number + "-" + name;
    }

    final DocumentEntry manifest(String name) {
        return Submissions.manifest(own(name)).toBuilder()
                .entryUUID(uuid(name))
                .patientId(patient)
                .build();
    }

    final SubmissionSet submissionSet(String name) {
        return Submissions.submissionSet(own(name)).toBuilder()
                .entryUUID(uuid(name))
                .patientId(patient)
                .build();
    }

    final Folder folder(String name) {
        return Submissions.folder(own(name)).toBuilder()
                .entryUUID(uuid(name))
                .patientId(patient)
                .build();
    }

    /** A HasMember, called by both of its ends: {@code set>document}. */
    final Association member(String source, String target) {
        String name = source + ">" + target;
        uuid(name);
        return Submissions.member(own(name), uuid(source), uuid(target));
    }

    /** A HasMember by which a SubmissionSet refers to a document that was there before. */
    final Association reference(String set, String document) {
        return member(set, document).toBuilder()
                .submissionSetStatus(SubmissionSetStatus.Reference)
                .build();
    }

    /** An Association between documents, called by what it says: {@code b RPLC a}. */
    final Association relation(String source, AssociationType type, String target) {
        return Submissions.relation(type, uuid(source), uuid(target)).toBuilder()
                .entryUUID(uuid(source + " " + type + " " + target))
                .build();
    }

    /** Submits as it is. */
    final RegistryResponse submit(RegistryObject... objects) {
        return registry.submit(Submissions.of(objects));
    }

    /** Submits a SubmissionSet of this name, which has the documents and folders among the objects as its members. */
    final void register(String set, RegistryObject... objects) {
        assertThat(submit(set(set, objects)).errors()).isEmpty();
    }

    /** The same as {@link #register}, refused. */
    final List<ErrorCode> refused(String set, RegistryObject... objects) {
        RegistryResponse response = submit(set(set, objects));
        assertThat(response.status()).isEqualTo(Status.FAILURE);
        return response.errors().stream().map(XdsError::errorCode).toList();
    }

    /** A SubmissionSet of this name, the objects, and a HasMember for each document and folder. */
    final RegistryObject[] set(String set, RegistryObject... objects) {
        List<RegistryObject> all = new ArrayList<>(List.of(submissionSet(set)));
        all.addAll(Arrays.asList(objects));
        Stream.of(objects)
                .filter(object -> object instanceof DocumentEntry || object instanceof Folder)
                .map(object -> member(set, name(object.entryUUID().value())))
                .forEach(all::add);
        return all.toArray(RegistryObject[]::new);
    }

    final StoredQueryResponse answer(Ask ask) {
        return registry.ask(ask.request());
    }

    /** The names of what an accepted query finds. */
    final List<String> found(Ask ask) {
        return names(answer(ask));
    }

    final List<String> names(StoredQueryResponse response) {
        assertThat(response.outcome()).isEqualTo(RegistryResponse.SUCCESS);
        return Stream.concat(
                        response.objects().stream().map(RegistryObjectDraft::id),
                        response.refs().stream().map(ObjectRef::id))
                .map(this::name)
                .toList();
    }

    /** Why a query is refused, which then tells nothing else. */
    final List<ErrorCode> errors(Ask ask) {
        return errors(answer(ask));
    }

    final List<ErrorCode> errors(StoredQueryResponse response) {
        assertThat(response.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(response.objects()).isEmpty();
        assertThat(response.refs()).isEmpty();
        return response.errors().stream().map(XdsError::errorCode).toList();
    }

    final String name(String id) {
        return names.getOrDefault(id, id);
    }

    /** All approved documents of the test's patient. */
    final Ask findDocuments() {
        return Ask.of(Query.FindDocuments)
                .withList("$XDSDocumentEntryPatientId", patient.cx())
                .with("$XDSDocumentEntryStatus", Ask.APPROVED);
    }

    /** Documents by the names of the test. */
    final Ask getDocuments(String... names) {
        return Ask.of(Query.GetDocuments).withList("$XDSDocumentEntryEntryUUID", ids(names));
    }

    final Ask getAssociations(String... names) {
        return Ask.of(Query.GetAssociations).withList("$uuid", ids(names));
    }

    /** An Association by the names of its ends. */
    record Link(String id, String source, String target) {}

    /** The Associations of this type at one object, of whatever availabilityStatus. */
    final List<Link> links(String name, AssociationType type) {
        return answer(getAssociations(name).with("$XDSAssociationStatus", Ask.ANY_STATUS)).objects().stream()
                .filter(object ->
                        type.urn().equals(Objects.requireNonNull(object.link()).associationType()))
                .map(DraftReader::association)
                .map(link -> new Link(
                        name(link.entryUUID().value()),
                        name(link.sourceObject().value()),
                        name(link.targetObject().value())))
                .toList();
    }

    /** The last word of the availabilityStatus of a document. */
    final String statusOf(String document) {
        String status =
                answer(getDocuments(document)).objects().getFirst().header().status();
        return status == null ? "" : status.substring(status.lastIndexOf(':') + 1);
    }

    /** The last word of an availabilityStatus. */
    static String word(@Nullable String status) {
        return status == null ? "" : status.substring(status.lastIndexOf(':') + 1);
    }

    /** Puts a Folder into the store that was updated last long ago. */
    final void keepOldFolder(String name) {
        registry.keep(patient, folder(name).toBuilder().lastUpdateTime(LONG_AGO).build());
    }

    /** Whether a Folder was not updated since. */
    final boolean isOld(String folder) {
        return registry.folder(uuid(folder)).slotValue("lastUpdateTime").stream()
                .allMatch(time -> time.compareTo("2026") < 0);
    }

    final String[] ids(String... names) {
        return Stream.of(names).map(this::id).toArray(String[]::new);
    }
}
