package dev.xdsi.consumer.initiating;

import dev.xdsi.consumer.consolidation.Respondent;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a community was asked about, by its own id of the patient. What it answers about anybody else is a mistake that must not reach
 * the patient's record, nor be judged by the patient's consents.
 */
record AskedPatient(Respondent.Identity gateway, PatientId patient) {
    private static final List<String> PATIENT_IDS =
            List.of(Identifier.DE_PATIENT_ID, Identifier.SS_PATIENT_ID, Identifier.FOLDER_PATIENT_ID);

    StoredQueryResponse only(StoredQueryResponse answer) {
        List<RegistryObjectDraft> about =
                answer.objects().stream().filter(this::isAbout).toList();
        if (about.size() == answer.objects().size()) {
            return answer;
        }
        List<XdsError> errors = new ArrayList<>(answer.errors());
        errors.add(XdsError.of(
                ErrorCode.XDSResultNotSinglePatient,
                gateway.name() + ": what came about another patient is not passed on",
                gateway.home().urn()));
        return new StoredQueryResponse(about, answer.refs(), errors, answer.partial());
    }

    /** Associations name no patient. */
    private boolean isAbout(RegistryObjectDraft object) {
        return PATIENT_IDS.stream()
                .flatMap(scheme -> object.externalIdentifier(scheme).stream())
                .allMatch(cx -> PatientId.parse(cx).filter(patient::equals).isPresent());
    }
}
