package dev.xdsi.registry.query;

import static dev.xdsi.registry.query.ParameterRule.alternative;
import static dev.xdsi.registry.query.ParameterRule.optional;
import static dev.xdsi.registry.query.ParameterRule.required;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The stored queries of this registry with the parameters of each, as the standard tables them; prints as documentation.
 *
 * @param read makes the query of parameters that have passed the rules
 */
record QueryParameters(
        String name, String id, String reference, Function<Arguments, StoredQuery> read, List<ParameterRule> rules) {

    static final List<QueryParameters> ALL = List.of(
            query(
                    "FindDocuments",
                    "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
                    "ITI TF-2: 3.18.4.1.2.3.7.1",
                    FindDocuments::of,
                    required(Parameter.DE_PATIENT_ID),
                    required(Parameter.DE_STATUS).many(),
                    optional(Parameter.DE_CLASS_CODE).many(),
                    optional(Parameter.DE_TYPE_CODE).many(),
                    optional(Parameter.DE_PRACTICE_SETTING_CODE).many(),
                    optional(Parameter.DE_CREATION_TIME_FROM),
                    optional(Parameter.DE_CREATION_TIME_TO),
                    optional(Parameter.DE_SERVICE_START_TIME_FROM),
                    optional(Parameter.DE_SERVICE_START_TIME_TO),
                    optional(Parameter.DE_SERVICE_STOP_TIME_FROM),
                    optional(Parameter.DE_SERVICE_STOP_TIME_TO),
                    optional(Parameter.DE_HEALTHCARE_FACILITY_TYPE_CODE).many(),
                    optional(Parameter.DE_EVENT_CODE_LIST).many(),
                    optional(Parameter.DE_CONFIDENTIALITY_CODE).many(),
                    optional(Parameter.DE_AUTHOR_PERSON).many(),
                    optional(Parameter.DE_FORMAT_CODE).many(),
                    optional(Parameter.DE_TYPE).many()),
            query(
                    "FindSubmissionSets",
                    "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9",
                    "ITI TF-2: 3.18.4.1.2.3.7.2",
                    FindSubmissionSets::of,
                    required(Parameter.SS_PATIENT_ID),
                    required(Parameter.SS_STATUS).many(),
                    optional(Parameter.SS_SOURCE_ID).many(),
                    optional(Parameter.SS_SUBMISSION_TIME_FROM),
                    optional(Parameter.SS_SUBMISSION_TIME_TO),
                    optional(Parameter.SS_AUTHOR_PERSON),
                    optional(Parameter.SS_CONTENT_TYPE).many()),
            query(
                    "GetDocuments",
                    "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4",
                    "ITI TF-2: 3.18.4.1.2.3.7.5",
                    GetDocuments::of,
                    alternative(Parameter.DE_ENTRY_UUID).many(),
                    alternative(Parameter.DE_UNIQUE_ID).many()),
            query(
                    "GetAssociations",
                    "urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155",
                    "ITI TF-2: 3.18.4.1.2.3.7.7",
                    GetAssociations::of,
                    required(Parameter.UUID).many()),
            query(
                    "GetSubmissionSetAndContents",
                    "urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83",
                    "ITI TF-2: 3.18.4.1.2.3.7.10",
                    GetSubmissionSetAndContents::of,
                    alternative(Parameter.SS_ENTRY_UUID),
                    alternative(Parameter.SS_UNIQUE_ID),
                    optional(Parameter.DE_FORMAT_CODE).many(),
                    optional(Parameter.DE_CONFIDENTIALITY_CODE).many(),
                    optional(Parameter.DE_TYPE).many()));

    QueryParameters {
        rules = List.copyOf(rules);
    }

    private static QueryParameters query(
            String name, String id, String reference, Function<Arguments, StoredQuery> read, ParameterRule... rules) {
        return new QueryParameters(name, id, reference, read, Arrays.asList(rules));
    }

    static Optional<QueryParameters> of(String queryId) {
        return ALL.stream().filter(query -> query.id.equalsIgnoreCase(queryId)).findFirst();
    }

    @Override
    public String toString() {
        return name + " " + id + " (" + reference + ")\n"
                + rules.stream().map(rule -> "  " + rule).collect(Collectors.joining("\n"));
    }
}
