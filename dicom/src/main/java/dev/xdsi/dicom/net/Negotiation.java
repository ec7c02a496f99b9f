package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AssociateAccept;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserInformation;
import dev.xdsi.dicom.net.pdu.UserItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows from a proposal as its acceptor, PS3.8 7.1.1 and PS3.7 annex D. */
record Negotiation(AssociateAccept accept, Map<Integer, PresentationContext> contexts, int sendingLength) {
    /** Less would make every response a flood of tiny PDUs. */
    static final int SMALLEST_SENDING_LENGTH = 128;

    static Negotiation of(AssociateRequest request, Acceptor acceptor) {
        List<ContextResult> results = new ArrayList<>();
        Map<Integer, PresentationContext> contexts = new HashMap<>();
        for (ProposedContext proposed : request.contexts()) {
            ContextResult result = acceptor.policy().judge(proposed);
            results.add(result);
            if (result.accepted()) {
                contexts.put(
                        proposed.id(),
                        new PresentationContext(proposed.id(), proposed.abstractSyntax(), result.transferSyntax()));
            }
        }
        List<UserItem> items = new ArrayList<>(List.of(acceptor.entity().introduction()));
        items.addAll(roles(request, contexts));
        AssociateAccept accept = new AssociateAccept(
                request.calledAeTitle(), request.callingAeTitle(), results, new UserInformation(items));
        return new Negotiation(accept, contexts, acceptor.entity().sendingLength(request.userInformation()));
    }

    /** A peer that takes next to nothing at a time cannot be served. */
    Optional<AssociateReject> rejection() {
        return sendingLength < SMALLEST_SENDING_LENGTH
                ? Optional.of(AssociateReject.NOT_ACCEPTABLE_TO_PROVIDER)
                : Optional.empty();
    }

    /** The requestor stays the user of each service; no operation goes the other way here, PS3.7 D.3.3.4. */
    private static List<UserItem.RoleSelection> roles(
            AssociateRequest request, Map<Integer, PresentationContext> contexts) {
        return request.userInformation().roleSelections().stream()
                .filter(role -> contexts.values().stream()
                        .anyMatch(context -> context.abstractSyntax().equals(role.sopClassUid())))
                .map(role -> new UserItem.RoleSelection(role.sopClassUid(), role.scu(), false))
                .toList();
    }
}
