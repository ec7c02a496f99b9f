package dev.xdsi.registry.query;

import static dev.xdsi.registry.query.ParameterRule.atLeastOne;
import static dev.xdsi.registry.query.ParameterRule.optional;
import static dev.xdsi.registry.query.ParameterRule.required;
import static dev.xdsi.registry.query.QueryParameters.query;

import dev.xdsi.transaction.iti18.StoredQueryId;
import java.util.List;
import java.util.Set;

/**
 * The queries of Multi-Patient Stored Query [ITI-51] with the parameters of each. Who names no patient must say otherwise what he
 * is looking for, so that nobody asks for everything.
 */
final class MultiPatientQueries {
    private static final Set<Parameter<?>> SELECTIVE =
            Set.of(Parameter.DE_CLASS_CODE, Parameter.DE_EVENT_CODE_LIST, Parameter.DE_HEALTHCARE_FACILITY_TYPE_CODE);

    static final List<QueryParameters> ALL = List.of(
            query(
                            StoredQueryId.FindDocumentsForMultiplePatients,
                            "ITI TF-2: 3.51.4.1.2.3.1",
                            FindDocuments::of,
                            atLeastOne(Parameter.DE_PATIENT_ID).many(),
                            required(Parameter.DE_STATUS).many())
                    .and(OnePatientQueries.OF_DOCUMENTS.stream()
                            .map(rule -> SELECTIVE.contains(rule.parameter())
                                    ? atLeastOne(rule.parameter()).many()
                                    : rule)
                            .toList()),
            query(
                    StoredQueryId.FindFoldersForMultiplePatients,
                    "ITI TF-2: 3.51.4.1.2.3.2",
                    FindFolders::of,
                    atLeastOne(Parameter.FOLDER_PATIENT_ID).many(),
                    required(Parameter.FOLDER_STATUS).many(),
                    optional(Parameter.FOLDER_LAST_UPDATE_TIME_FROM),
                    optional(Parameter.FOLDER_LAST_UPDATE_TIME_TO),
                    atLeastOne(Parameter.FOLDER_CODE_LIST).many()),
            query(
                            StoredQueryId.FindDocumentsByReferenceIdForMultiplePatients,
                            "ITI TF-2: 3.51.4.1.2.3",
                            FindDocuments::of,
                            optional(Parameter.DE_PATIENT_ID).many(),
                            required(Parameter.DE_STATUS).many(),
                            required(Parameter.DE_REFERENCE_ID_LIST).many())
                    .and(OnePatientQueries.OF_DOCUMENTS));

    private MultiPatientQueries() {}
}
