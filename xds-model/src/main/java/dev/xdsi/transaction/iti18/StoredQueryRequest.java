package dev.xdsi.transaction.iti18;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.SlotDraft;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Registry Stored Query as written by the caller (ITI TF-2: 3.18.4.1.2), before its parameters are understood.
 *
 * @param queryId {@code AdhocQuery/@id}, the UUID URN of the query
 * @param home {@code AdhocQuery/@home}, the homeCommunityId
 * @param parameters the Slots in the order written; a name may occur more than once (AND)
 */
public record StoredQueryRequest(
        String queryId, ReturnType returnType, @Nullable String home, List<SlotDraft> parameters) {
    public StoredQueryRequest {
        parameters = List.copyOf(parameters);
    }

    /** The queries that find what one patient has, by the patient's id (ITI TF-2: 3.18.4.1.2.3.7, 3.18.4.1.2.3.7.14). */
    private static final Set<StoredQueryId> OF_ONE_PATIENT = Set.of(
            StoredQueryId.FindDocuments,
            StoredQueryId.FindSubmissionSets,
            StoredQueryId.FindFolders,
            StoredQueryId.GetAll,
            StoredQueryId.FindDocumentsByReferenceId);

    /** The parameters of the queries that are about one patient (ITI TF-2: 3.18.4.1.2.3.7). */
    public static final Set<String> PATIENT_PARAMETERS =
            Set.of("$XDSDocumentEntryPatientId", "$XDSSubmissionSetPatientId", "$XDSFolderPatientId", "$patientId");

    public boolean namesPatient() {
        return parameters.stream().anyMatch(slot -> PATIENT_PARAMETERS.contains(slot.name()));
    }

    /** Whose objects it finds; empty for queries for something else, in which a patient's id means nothing. */
    public Optional<PatientId> onePatient() {
        List<String> patients = patients();
        return StoredQueryId.of(queryId).filter(OF_ONE_PATIENT::contains).isPresent() && patients.size() == 1
                ? PatientId.parse(patients.getFirst())
                : Optional.empty();
    }

    /** The patients it is about, as its literals write them. */
    public List<String> patients() {
        return parameters.stream()
                .filter(slot -> PATIENT_PARAMETERS.contains(slot.name()))
                .flatMap(slot -> slot.values().stream())
                .map(StoredQueryRequest::unquoted)
                .distinct()
                .toList();
    }

    /** The same query about another patient. */
    public StoredQueryRequest about(PatientId patient) {
        String literal = "'" + patient.cx().replace("'", "''") + "'";
        return new StoredQueryRequest(
                queryId,
                returnType,
                home,
                parameters.stream()
                        .map(slot ->
                                PATIENT_PARAMETERS.contains(slot.name()) ? SlotDraft.of(slot.name(), literal) : slot)
                        .toList());
    }

    public StoredQueryRequest withHome(@Nullable String other) {
        return new StoredQueryRequest(queryId, returnType, other, parameters);
    }

    /** A string literal is in quotes, its own quotes doubled (ITI TF-2: 3.18.4.1.2.3.5); what is not stays as it is. */
    private static String unquoted(String written) {
        String literal = written.strip();
        if (literal.startsWith("(") && literal.endsWith(")")) {
            literal = literal.substring(1, literal.length() - 1).strip();
        }
        for (String quote : List.of("'", "\"")) {
            if (literal.length() > 1 && literal.startsWith(quote) && literal.endsWith(quote)) {
                return literal.substring(1, literal.length() - 1).replace(quote + quote, quote);
            }
        }
        return literal;
    }

    /** {@code ResponseOption/@returnType}: whole objects, or references to them. */
    public enum ReturnType {
        LeafClass,
        ObjectRef
    }
}
