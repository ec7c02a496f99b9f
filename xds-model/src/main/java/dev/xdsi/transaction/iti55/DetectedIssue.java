package dev.xdsi.transaction.iti55;

import java.util.Arrays;
import java.util.Optional;

/** Why a Responding Gateway cannot answer, codes of 1.3.6.1.4.1.19376.1.2.27.3 (ITI TF-2: 3.55.4.2.2.7). */
public enum DetectedIssue {
    ANSWER_NOT_AVAILABLE("AnswerNotAvailable"),
    RESPONDER_BUSY("ResponderBusy"),
    INTERNAL_ERROR("InternalError");

    private final String code;

    DetectedIssue(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<DetectedIssue> of(String code) {
        return Arrays.stream(values()).filter(issue -> issue.code.equals(code)).findFirst();
    }
}
