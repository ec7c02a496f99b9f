package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The contexts to propose for what is to be sent: one for each pair of SOP class and transfer syntax, since an acceptor
 * picks one transfer syntax a context and every instance is to travel in its own.
 *
 * @param performing whether the requestor performs the services instead of using them
 */
public record PresentationContextPlan(List<ProposedContext> contexts, boolean performing) {
    /** A SOP class in a transfer syntax. */
    public record Pair(String sopClassUid, String transferSyntax) {}

    public PresentationContextPlan {
        contexts = List.copyOf(contexts);
    }

    public PresentationContextPlan(List<ProposedContext> contexts) {
        this(contexts, false);
    }

    /** The same where the requestor is the performer (SCP) of its services and the acceptor their user, PS3.7 D.3.3.4. */
    public PresentationContextPlan asPerformer() {
        return new PresentationContextPlan(contexts, true);
    }

    /** What is said about roles: nothing where they are the usual ones. */
    List<UserItem> roles() {
        return !performing
                ? List.of()
                : contexts.stream()
                        .map(ProposedContext::abstractSyntax)
                        .distinct()
                        .<UserItem>map(syntax -> new UserItem.RoleSelection(syntax, false, true))
                        .toList();
    }

    /** The plan for a single association. */
    public static PresentationContextPlan of(Collection<Pair> pairs) {
        List<PresentationContextPlan> plans = partition(pairs);
        if (plans.size() != 1) {
            throw new IllegalArgumentException("An association carries 1 to " + ProposedContext.MAXIMUM_COUNT
                    + " pairs of SOP class and transfer syntax; partition these over " + plans.size());
        }
        return plans.getFirst();
    }

    /** As many plans, one for an association each, as the distinct pairs need. */
    public static List<PresentationContextPlan> partition(Collection<Pair> pairs) {
        List<Pair> distinct = List.copyOf(new LinkedHashSet<>(pairs));
        List<PresentationContextPlan> plans = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += ProposedContext.MAXIMUM_COUNT) {
            int to = Math.min(from + ProposedContext.MAXIMUM_COUNT, distinct.size());
            plans.add(plan(distinct.subList(from, to)));
        }
        return plans;
    }

    /** The plan for a C-ECHO. */
    public static PresentationContextPlan verification() {
        return of(List.of(new Pair(StorageSopClasses.VERIFICATION, TransferSyntaxes.IMPLICIT)));
    }

    private static PresentationContextPlan plan(List<Pair> pairs) {
        List<ProposedContext> contexts = new ArrayList<>();
        for (Pair pair : pairs) {
            contexts.add(
                    new ProposedContext(2 * contexts.size() + 1, pair.sopClassUid(), List.of(pair.transferSyntax())));
        }
        return new PresentationContextPlan(contexts);
    }
}
