package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.ProposedContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The contexts to propose for what is to be sent: one for each pair of SOP class and transfer syntax, since an acceptor
 * picks one transfer syntax a context and every instance is to travel in its own.
 */
public record PresentationContextPlan(List<ProposedContext> contexts) {
    /** A SOP class in a transfer syntax. */
    public record Pair(String sopClassUid, String transferSyntax) {}

    public PresentationContextPlan {
        contexts = List.copyOf(contexts);
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
