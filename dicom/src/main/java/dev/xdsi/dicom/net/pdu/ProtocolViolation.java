package dev.xdsi.dicom.net.pdu;

import java.io.IOException;

/** The peer broke a rule of the upper layer protocol, of form or of time; carries the PDU that answers it, PS3.8 9.3. */
public final class ProtocolViolation extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Pdu answer;

    public ProtocolViolation(String message, Pdu answer) {
        super(message);
        this.answer = answer;
    }

    /** An A-ABORT, or an A-ASSOCIATE-RJ for a request that can be told why. */
    public Pdu answer() {
        return answer;
    }

    static ProtocolViolation parameter(String message) {
        return new ProtocolViolation(message, Abort.INVALID_PARAMETER);
    }
}
