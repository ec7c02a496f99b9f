package dev.xdsi.consent;

import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.XdsError.Severity;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Document Registry as the decision point asks it: by Registry Stored Query [ITI-18], in the same process over everything that is
 * registered, in another on behalf of the caller, whose registry then leaves out what he may not see.
 */
public final class AskedRegistry implements ConsentDocuments {
    private static final int LONGEST_UNIQUE_ID = 128;
    private static final int AT_ONCE = 500;

    private final Transaction<StoredQueryRequest, StoredQueryResponse> registry;
    private final boolean tellsEverything;

    private AskedRegistry(Transaction<StoredQueryRequest, StoredQueryResponse> registry, boolean tellsEverything) {
        this.registry = registry;
        this.tellsEverything = tellsEverything;
    }

    /** @param everything what is registered, whoever asks, and of whoever was merged into another what is registered of both */
    public static AskedRegistry here(Transaction<StoredQueryRequest, StoredQueryResponse> everything) {
        return new AskedRegistry(everything, true);
    }

    /** @param registry in another process, which tells the caller what he may see */
    public static AskedRegistry elsewhere(Transaction<StoredQueryRequest, StoredQueryResponse> registry) {
        return new AskedRegistry(registry, false);
    }

    @Override
    public List<ConsentOnFile> of(PatientId patientId, Caller onBehalfOf) {
        return entriesOfConsents(patientId, onBehalfOf).stream()
                .map(AskedRegistry::consent)
                .toList();
    }

    @Override
    public Set<String> withdrawn(PatientId patientId, Caller onBehalfOf) {
        return entriesOfConsents(AvailabilityStatus.DEPRECATED, patientId, onBehalfOf).stream()
                .map(DocumentEntry::uniqueId)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isSureOfNone(PatientId patientId, Caller onBehalfOf) {
        return tellsEverything || hasDocumentsOf(patientId, onBehalfOf);
    }

    /** The entries of the patient's approved consent documents. */
    public List<DocumentEntry> entriesOfConsents(PatientId patientId, Caller onBehalfOf) {
        return entriesOfConsents(AvailabilityStatus.APPROVED, patientId, onBehalfOf);
    }

    private List<DocumentEntry> entriesOfConsents(AvailabilityStatus status, PatientId patientId, Caller onBehalfOf) {
        return entries(ask(
                StoredQueryId.FindDocuments.urn(),
                onBehalfOf,
                SlotDraft.of("$XDSDocumentEntryPatientId", quoted(patientId.cx())),
                SlotDraft.of("$XDSDocumentEntryStatus", "(" + quoted(status.urn()) + ")"),
                SlotDraft.of(
                        "$XDSDocumentEntryFormatCode",
                        list(ConsentFormat.ALL.stream().map(Code::coded).toList()))));
    }

    /** All entries of these documents, whatever their status; a document may have several, or none. */
    public List<Resource> entriesOf(Set<String> documentUniqueIds, Caller onBehalfOf) {
        List<String> possible =
                documentUniqueIds.stream().filter(AskedRegistry::isPossible).toList();
        List<Resource> found = new ArrayList<>();
        for (int from = 0; from < possible.size(); from += AT_ONCE) {
            found.addAll(named(possible.subList(from, Math.min(possible.size(), from + AT_ONCE)), onBehalfOf));
        }
        return found;
    }

    private List<Resource> named(List<String> documentUniqueIds, Caller onBehalfOf) {
        StoredQueryResponse answer = perform(
                StoredQueryId.GetDocuments.urn(),
                onBehalfOf,
                SlotDraft.of("$XDSDocumentEntryUniqueId", list(documentUniqueIds)));
        if (documentUniqueIds.size() > 1 && says(answer, ErrorCode.XDSResultNotSinglePatient)) {
            // whole entries are given of one patient only (ITI TF-2: 3.18.4.1.2.3.8)
            return documentUniqueIds.stream()
                    .flatMap(uniqueId -> named(List.of(uniqueId), onBehalfOf).stream())
                    .toList();
        }
        return entries(complete(answer)).stream().map(Resource::of).toList();
    }

    private static boolean says(StoredQueryResponse answer, ErrorCode code) {
        return answer.errors().stream().anyMatch(error -> error.errorCode() == code);
    }

    private StoredQueryResponse ask(String queryId, Caller onBehalfOf, SlotDraft... parameters) {
        return complete(perform(queryId, onBehalfOf, parameters));
    }

    /** Whether any document is, or was, registered for the patient; throws when the registry does not say. */
    boolean hasDocumentsOf(PatientId patientId, Caller onBehalfOf) {
        String anyStatus = list(Stream.of(AvailabilityStatus.APPROVED, AvailabilityStatus.DEPRECATED)
                .map(AvailabilityStatus::urn)
                .toList());
        StoredQueryResponse answer = registry.perform(
                new StoredQueryRequest(
                        StoredQueryId.FindDocuments.urn(),
                        ReturnType.ObjectRef,
                        null,
                        List.of(
                                SlotDraft.of("$XDSDocumentEntryPatientId", quoted(patientId.cx())),
                                SlotDraft.of("$XDSDocumentEntryStatus", anyStatus))),
                onBehalfOf);
        return says(answer, ErrorCode.XDSTooManyResults)
                || !complete(answer).refs().isEmpty();
    }

    private StoredQueryResponse perform(String queryId, Caller onBehalfOf, SlotDraft... parameters) {
        return registry.perform(
                new StoredQueryRequest(queryId, ReturnType.LeafClass, null, List.of(parameters)), onBehalfOf);
    }

    /** A part of the truth is none to decide by. */
    private static StoredQueryResponse complete(StoredQueryResponse answer) {
        String errors = answer.errors().stream()
                .filter(error -> error.severity() == Severity.ERROR)
                .map(XdsError::errorCode)
                .map(ErrorCode::name)
                .collect(Collectors.joining(" "));
        if (!errors.isEmpty()) {
            throw new IllegalStateException("the registry answered " + errors);
        }
        return answer;
    }

    private static List<DocumentEntry> entries(StoredQueryResponse answer) {
        return answer.objects().stream()
                .filter(object -> object.kind() == Kind.ExtrinsicObject)
                .map(AskedRegistry::entry)
                .toList();
    }

    private static DocumentEntry entry(RegistryObjectDraft written) {
        return DraftReader.documentEntry(written);
    }

    /** What a consent document's entry says of it (BPPC, ITI TF-3: 5.1.2.1). */
    public static ConsentOnFile consent(DocumentEntry entry) {
        return new ConsentOnFile(
                entry.uniqueId(),
                entry.eventCodeList().stream().map(Code::code).toList(),
                start(entry.serviceStartTime()),
                start(entry.serviceStopTime()));
    }

    private static @Nullable Instant start(@Nullable Dtm time) {
        return time == null ? null : time.start();
    }

    /** Nothing else can be registered, and so need not be asked for. */
    private static boolean isPossible(String uniqueId) {
        return !uniqueId.isBlank()
                && uniqueId.length() <= LONGEST_UNIQUE_ID
                && uniqueId.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static String list(Collection<String> values) {
        return values.stream().map(AskedRegistry::quoted).collect(Collectors.joining(",", "(", ")"));
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
