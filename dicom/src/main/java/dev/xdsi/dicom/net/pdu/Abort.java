package dev.xdsi.dicom.net.pdu;

/** A-ABORT with its source and reason, PS3.8 9.3.8. */
public record Abort(int source, int reason) implements Pdu {
    private static final int PROVIDER = 2;

    /** The application itself gives up; no reason is transmitted. */
    public static final Abort BY_USER = new Abort(0, 0);

    public static final Abort UNSPECIFIED = new Abort(PROVIDER, 0);
    public static final Abort UNRECOGNIZED_PDU = new Abort(PROVIDER, 1);
    public static final Abort UNEXPECTED_PDU = new Abort(PROVIDER, 2);
    public static final Abort UNEXPECTED_PARAMETER = new Abort(PROVIDER, 5);
    public static final Abort INVALID_PARAMETER = new Abort(PROVIDER, 6);

    /** The abort in words, for the people who read logs. */
    public String explanation() {
        if (source != PROVIDER) {
            return "by the application";
        }
        return "by the DICOM upper layer, reason: "
                + switch (reason) {
                    case 0 -> "not specified";
                    case 1 -> "unrecognized PDU";
                    case 2 -> "unexpected PDU";
                    case 4 -> "unrecognized PDU parameter";
                    case 5 -> "unexpected PDU parameter";
                    case 6 -> "invalid PDU parameter value";
                    default -> "unknown (" + reason + ")";
                };
    }
}
