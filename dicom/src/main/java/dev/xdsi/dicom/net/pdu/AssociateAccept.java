package dev.xdsi.dicom.net.pdu;

import java.util.List;

/** A-ASSOCIATE-AC, PS3.8 9.3.3. */
public record AssociateAccept(
        AeTitle calledAeTitle, AeTitle callingAeTitle, List<ContextResult> contexts, UserInformation userInformation)
        implements Pdu {
    public AssociateAccept {
        contexts = List.copyOf(contexts);
    }
}
