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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What follows from a proposal as its acceptor, PS3.8 7.1.1 and PS3.7 annex D.
 *
 * @param performedByPeer the abstract syntaxes in which operations go the other way
 */
record Negotiation(
        AssociateAccept accept,
        Map<Integer, PresentationContext> contexts,
        Set<String> performedByPeer,
        int sendingLength) {
    /** Less would make every response a flood of tiny PDUs. */
    static final int SMALLEST_SENDING_LENGTH = 128;

    /** Operations that a requestor may have under way, whatever it would like. */
    private static final int MOST_INVOKED = 32;

    static Negotiation of(AssociateRequest request, ApplicationEntity self, AcceptPolicy policy) {
        List<ContextResult> results = new ArrayList<>();
        Map<Integer, PresentationContext> contexts = new HashMap<>();
        for (ProposedContext proposed : request.contexts()) {
            ContextResult result = policy.judge(proposed);
            results.add(result);
            if (result.accepted()) {
                contexts.put(
                        proposed.id(),
                        new PresentationContext(proposed.id(), proposed.abstractSyntax(), result.transferSyntax()));
            }
        }
        Set<String> accepted = contexts.values().stream()
                .map(PresentationContext::abstractSyntax)
                .collect(Collectors.toSet());
        List<UserItem.RoleSelection> roles = roles(request, accepted, policy);
        List<UserItem> items = new ArrayList<>(List.of(self.introduction()));
        items.addAll(roles);
        items.addAll(extended(request, accepted, policy));
        window(request, accepted).ifPresent(items::add);
        AssociateAccept accept = new AssociateAccept(
                request.calledAeTitle(), request.callingAeTitle(), results, new UserInformation(items));
        Set<String> performedByPeer = roles.stream()
                .filter(UserItem.RoleSelection::scp)
                .map(UserItem.RoleSelection::sopClassUid)
                .collect(Collectors.toUnmodifiableSet());
        return new Negotiation(accept, contexts, performedByPeer, self.sendingLength(request.userInformation()));
    }

    /**
     * The same answer with the positive one about the user, PS3.7 D.3.3.7.2. There is nothing more to be said of a user whom we know: the
     * server's response is for tickets, and for a SAML protocol that nobody spoke.
     */
    AssociateAccept acceptWithUser() {
        List<UserItem> items = new ArrayList<>(accept.userInformation().items());
        items.add(new UserItem.UserIdentityResponse(new UserItem.Bytes(new byte[0])));
        return new AssociateAccept(
                accept.calledAeTitle(), accept.callingAeTitle(), accept.contexts(), new UserInformation(items));
    }

    /** A peer that takes next to nothing at a time cannot be served. */
    Optional<AssociateReject> rejection() {
        return sendingLength < SMALLEST_SENDING_LENGTH
                ? Optional.of(AssociateReject.NOT_ACCEPTABLE_TO_PROVIDER)
                : Optional.empty();
    }

    /** The requestor stays the user of each service, and is a performer too where the policy lets it, PS3.7 D.3.3.4. */
    private static List<UserItem.RoleSelection> roles(
            AssociateRequest request, Set<String> accepted, AcceptPolicy policy) {
        return request.userInformation().roleSelections().stream()
                .filter(role -> accepted.contains(role.sopClassUid()))
                .map(role -> new UserItem.RoleSelection(
                        role.sopClassUid(), role.scu(), role.scp() && policy.requestorPerforms(role.sopClassUid())))
                .toList();
    }

    /**
     * How many operations the requestor may have under way, PS3.7 D.3.3.3: several where it only stores. They are performed and answered
     * one after the other, and what comes meanwhile waits in its connection. A C-FIND is asked about C-CANCEL while it runs, which nothing
     * else may come before. The answer speaks of the requestor in both its numbers; it performs one at a time.
     */
    private static Optional<UserItem.AsynchronousOperationsWindow> window(
            AssociateRequest request, Set<String> accepted) {
        return request.userInformation().all(UserItem.AsynchronousOperationsWindow.class).stream()
                .findFirst()
                .filter(proposed -> accepted.stream().allMatch(Negotiation::isStorage))
                .map(proposed -> new UserItem.AsynchronousOperationsWindow(
                        proposed.invoked() == 0 ? MOST_INVOKED : Math.min(proposed.invoked(), MOST_INVOKED), 1));
    }

    private static boolean isStorage(String abstractSyntax) {
        return abstractSyntax.equals(StorageSopClasses.VERIFICATION)
                || StorageSopClasses.all().contains(abstractSyntax);
    }

    private static List<UserItem.SopClassExtendedNegotiation> extended(
            AssociateRequest request, Set<String> accepted, AcceptPolicy policy) {
        return request.userInformation().all(UserItem.SopClassExtendedNegotiation.class).stream()
                .filter(proposed -> accepted.contains(proposed.sopClassUid()))
                .flatMap(proposed -> policy
                        .extended(proposed)
                        .map(answer -> new UserItem.SopClassExtendedNegotiation(proposed.sopClassUid(), answer))
                        .stream())
                .toList();
    }
}
