package dev.xdsi.dicom.net.pdu;

import java.util.Arrays;
import java.util.Optional;

/** The acceptor's word on one proposed presentation context, PS3.8 9.3.3.2. */
public record ContextResult(int id, Reason reason, String transferSyntax) {
    /** Result/Reason, PS3.8 table 9-18. */
    public enum Reason {
        ACCEPTANCE(0),
        USER_REJECTION(1),
        NO_REASON(2),
        ABSTRACT_SYNTAX_NOT_SUPPORTED(3),
        TRANSFER_SYNTAXES_NOT_SUPPORTED(4);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Optional<Reason> of(int code) {
            return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
        }
    }

    public ContextResult {
        ProposedContext.requireOddId(id);
    }

    public boolean accepted() {
        return reason == Reason.ACCEPTANCE;
    }
}
