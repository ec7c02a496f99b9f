package dev.xdsi.dicom.net.pdu;

/** A-ASSOCIATE-RJ with result, source and reason, PS3.8 9.3.4. */
public record AssociateReject(int result, int source, int reason) implements Pdu {
    private static final int PERMANENT = 1;
    private static final int TRANSIENT = 2;

    public static final AssociateReject NO_REASON_GIVEN = new AssociateReject(PERMANENT, 1, 1);
    public static final AssociateReject APPLICATION_CONTEXT_NOT_SUPPORTED = new AssociateReject(PERMANENT, 1, 2);
    public static final AssociateReject CALLING_AE_TITLE_NOT_RECOGNIZED = new AssociateReject(PERMANENT, 1, 3);
    public static final AssociateReject CALLED_AE_TITLE_NOT_RECOGNIZED = new AssociateReject(PERMANENT, 1, 7);
    public static final AssociateReject NOT_ACCEPTABLE_TO_PROVIDER = new AssociateReject(PERMANENT, 2, 1);

    /** The user is not who he is said to be, or must be told and was not, PS3.7 D.3.3.7: nothing more is said of why. */
    public static final AssociateReject USER_NOT_AUTHENTICATED = new AssociateReject(PERMANENT, 2, 1);

    public static final AssociateReject PROTOCOL_VERSION_NOT_SUPPORTED = new AssociateReject(PERMANENT, 2, 2);
    public static final AssociateReject TEMPORARY_CONGESTION = new AssociateReject(TRANSIENT, 3, 1);
    public static final AssociateReject LOCAL_LIMIT_EXCEEDED = new AssociateReject(TRANSIENT, 3, 2);

    public boolean isTransient() {
        return result == TRANSIENT;
    }

    /** The rejection in words, with what to do about it. */
    public String explanation() {
        return switch (source * 10 + reason) {
            case 12 -> "application context name not supported; this is not a DICOM application";
            case 13 -> "calling AE title not recognized; register ours at the peer";
            case 17 -> "called AE title not recognized; check the AE title configured for the peer";
            case 22 -> "protocol version not supported";
            case 31 -> "temporary congestion; try again later";
            case 32 -> "local limit exceeded; try again later or with fewer associations";
            default -> "no reason given" + (isTransient() ? "; try again later" : "");
        };
    }
}
