package dev.xdsi.registry.iti8;

import dev.xdsi.registry.patients.Applied;

/** The answer to a message (HL7 v2.5 2.9.2.2, original mode). */
public sealed interface Acknowledgement {
    /** AA: taken over, and durable. */
    record Accepted(Applied applied) implements Acknowledgement {}

    /**
     * The message changed nothing.
     *
     * @param code whether a corrected message is welcome
     * @param location segment and field at fault, {@code PID-3}
     * @param text what is wrong, without a word of the patient
     */
    record Refused(Code code, Condition condition, String location, String text) implements Acknowledgement {
        static Refused error(Condition condition, String location, String text) {
            return new Refused(Code.AE, condition, location, text);
        }

        static Refused rejected(Condition condition, String location, String text) {
            return new Refused(Code.AR, condition, location, text);
        }
    }

    /** MSA-1 of what is not accepted. */
    enum Code {
        /** The content is at fault. */
        AE,
        /** Messages of this kind or form are not for us; or it has nothing to do with the message, which may be sent again. */
        AR
    }

    /** HL7 table 0357. */
    enum Condition {
        SEGMENT_SEQUENCE_ERROR("100", "Segment sequence error"),
        REQUIRED_FIELD_MISSING("101", "Required field missing"),
        DATA_TYPE_ERROR("102", "Data type error"),
        TABLE_VALUE_NOT_FOUND("103", "Table value not found"),
        UNSUPPORTED_MESSAGE_TYPE("200", "Unsupported message type"),
        UNSUPPORTED_EVENT_CODE("201", "Unsupported event code"),
        UNSUPPORTED_VERSION_ID("203", "Unsupported version id"),
        UNKNOWN_KEY_IDENTIFIER("204", "Unknown key identifier"),
        DUPLICATE_KEY_IDENTIFIER("205", "Duplicate key identifier"),
        APPLICATION_INTERNAL_ERROR("207", "Application internal error");

        private final String code;
        private final String text;

        Condition(String code, String text) {
            this.code = code;
            this.text = text;
        }

        String code() {
            return code;
        }

        String text() {
            return text;
        }
    }
}
