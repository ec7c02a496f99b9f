package dev.xdsi.dicom.net.pdu;

import java.util.List;

/** A-ASSOCIATE-RQ, PS3.8 9.3.2. */
public record AssociateRequest(
        AeTitle calledAeTitle, AeTitle callingAeTitle, List<ProposedContext> contexts, UserInformation userInformation)
        implements Pdu {
    /** The one application context name of DICOM, PS3.7 A.2.1. */
    public static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    public AssociateRequest {
        contexts = List.copyOf(contexts);
        long distinct =
                contexts.stream().mapToInt(ProposedContext::id).distinct().count();
        if (contexts.isEmpty() || distinct < contexts.size()) {
            throw new IllegalArgumentException("An association proposes 1 to 128 contexts with ids of their own");
        }
    }
}
