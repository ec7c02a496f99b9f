package dev.xdsi.registry.query;

import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.CodeAttribute;
import dev.xdsi.registry.store.Criterion.CodeIn;
import dev.xdsi.registry.store.Criterion.ObjectTypeIn;
import dev.xdsi.registry.store.Criterion.TimeAttribute;
import dev.xdsi.registry.store.Criterion.TimeIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The parameters about DocumentEntries that several queries share, as criteria. */
final class DocumentEntryCriteria {
    private final Arguments arguments;
    private final List<Criterion.OfDocumentEntry> allOf = new ArrayList<>();

    private DocumentEntryCriteria(Arguments arguments) {
        this.arguments = arguments;
    }

    /** The documents by their entryUUIDs, uniqueIds or logicalIDs, whichever is given. */
    static Criterion.OfDocumentEntry named(Arguments arguments) {
        if (arguments.has(Parameter.DE_ENTRY_UUID)) {
            return new Criterion.EntryUuidIn(arguments.any(Parameter.DE_ENTRY_UUID));
        }
        return arguments.has(Parameter.DE_UNIQUE_ID)
                ? new Criterion.UniqueIdIn(arguments.any(Parameter.DE_UNIQUE_ID))
                : new Criterion.LogicalIdIn(arguments.any(Parameter.DE_LOGICAL_ID));
    }

    /** Who does not ask for on-demand entries does not know them (ITI TF-2: 3.18.4.1.2.3.6.2). */
    static Criterion.OfDocumentEntry objectType(Arguments arguments) {
        Set<DocumentEntryType> types = arguments.any(Parameter.DE_TYPE);
        return new ObjectTypeIn(types.isEmpty() ? Set.of(DocumentEntryType.STABLE) : types);
    }

    /** What GetSubmissionSetAndContents and its like restrict documents by. */
    static List<Criterion.OfDocumentEntry> ofContents(Arguments arguments) {
        DocumentEntryCriteria criteria = new DocumentEntryCriteria(arguments);
        criteria.allOf.add(objectType(arguments));
        criteria.code(CodeAttribute.FORMAT_CODE, Parameter.DE_FORMAT_CODE);
        criteria.code(CodeAttribute.CONFIDENTIALITY_CODE, Parameter.DE_CONFIDENTIALITY_CODE);
        return criteria.allOf;
    }

    /** What FindDocuments and its like restrict documents by (ITI TF-2: 3.18.4.1.2.3.7.1). */
    static List<Criterion.OfDocumentEntry> ofFind(Arguments arguments) {
        DocumentEntryCriteria criteria = new DocumentEntryCriteria(arguments);
        if (arguments.has(Parameter.DE_PATIENT_ID)) {
            criteria.allOf.add(new Criterion.PatientIn(arguments.any(Parameter.DE_PATIENT_ID)));
        }
        criteria.allOf.add(new Criterion.StatusIn(arguments.any(Parameter.DE_STATUS)));
        criteria.allOf.add(objectType(arguments));
        criteria.code(CodeAttribute.CLASS_CODE, Parameter.DE_CLASS_CODE);
        criteria.code(CodeAttribute.TYPE_CODE, Parameter.DE_TYPE_CODE);
        criteria.code(CodeAttribute.PRACTICE_SETTING_CODE, Parameter.DE_PRACTICE_SETTING_CODE);
        criteria.code(CodeAttribute.HEALTHCARE_FACILITY_TYPE_CODE, Parameter.DE_HEALTHCARE_FACILITY_TYPE_CODE);
        criteria.code(CodeAttribute.FORMAT_CODE, Parameter.DE_FORMAT_CODE);
        criteria.code(CodeAttribute.EVENT_CODE_LIST, Parameter.DE_EVENT_CODE_LIST);
        criteria.code(CodeAttribute.CONFIDENTIALITY_CODE, Parameter.DE_CONFIDENTIALITY_CODE);
        criteria.time(TimeAttribute.CREATION_TIME, Parameter.DE_CREATION_TIME_FROM, Parameter.DE_CREATION_TIME_TO);
        criteria.time(
                TimeAttribute.SERVICE_START_TIME,
                Parameter.DE_SERVICE_START_TIME_FROM,
                Parameter.DE_SERVICE_START_TIME_TO);
        criteria.time(
                TimeAttribute.SERVICE_STOP_TIME,
                Parameter.DE_SERVICE_STOP_TIME_FROM,
                Parameter.DE_SERVICE_STOP_TIME_TO);
        if (arguments.has(Parameter.DE_AUTHOR_PERSON)) {
            criteria.allOf.add(new Criterion.AuthorPersonLike(arguments.any(Parameter.DE_AUTHOR_PERSON)));
        }
        arguments
                .all(Parameter.DE_REFERENCE_ID_LIST)
                .forEach(anyOf -> criteria.allOf.add(new Criterion.ReferenceIdLike(anyOf)));
        return criteria.allOf;
    }

    private void code(CodeAttribute attribute, Parameter<Code> parameter) {
        arguments.all(parameter).forEach(anyOf -> allOf.add(new CodeIn(attribute, anyOf)));
    }

    private void time(TimeAttribute attribute, Parameter<Dtm> from, Parameter<Dtm> to) {
        arguments.window(from, to).ifPresent(window -> allOf.add(new TimeIn(attribute, window)));
    }
}
