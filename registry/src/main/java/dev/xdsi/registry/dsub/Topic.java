package dev.xdsi.registry.dsub;

import java.util.Arrays;
import java.util.Optional;

/** What a subscriber wants to be sent (ITI TF-2: 3.52.5.2). */
public enum Topic {
    /** The DocumentEntry as it is registered, with the SubmissionSet by which it came. */
    FULL_DOCUMENT_ENTRY("ihe:FullDocumentEntry", Concern.DOCUMENT_ENTRY),
    /** A reference to the DocumentEntry. */
    MINIMAL_DOCUMENT_ENTRY("ihe:MinimalDocumentEntry", Concern.DOCUMENT_ENTRY),
    SUBMISSION_SET_METADATA("ihe:SubmissionSetMetadata", Concern.SUBMISSION_SET),
    /** Of the Folder Subscription option. */
    FOLDER_METADATA("ihe:FolderMetadata", Concern.FOLDER);

    /** The dialect in which they are written (WS-Topics 1.3: 8.1). */
    public static final String DIALECT = "http://docs.oasis-open.org/wsn/t-1/TopicExpression/Simple";

    private final String expression;
    private final Concern concern;

    Topic(String expression, Concern concern) {
        this.expression = expression;
        this.concern = concern;
    }

    /** As it is written on the wire, with the prefix that the Technical Framework gives it. */
    public String expression() {
        return expression;
    }

    Concern concern() {
        return concern;
    }

    public static Optional<Topic> of(String expression) {
        return Arrays.stream(values())
                .filter(topic -> topic.expression.equals(expression.strip()))
                .findFirst();
    }
}
