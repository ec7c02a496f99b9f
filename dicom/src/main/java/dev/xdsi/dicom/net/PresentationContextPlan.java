package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserInformation;
import dev.xdsi.dicom.net.pdu.UserItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The contexts to propose for what is to be sent: one for each pair of SOP class and transfer syntax, since an acceptor
 * picks one transfer syntax a context and every instance is to travel in its own.
 *
 * @param performed the abstract syntaxes of which the requestor is the performer (SCP), and not the user
 * @param window how many operations the requestor would have under way at a time, PS3.7 D.3.3.3
 */
public record PresentationContextPlan(List<ProposedContext> contexts, Set<String> performed, int window) {
    /** A SOP class in a transfer syntax. */
    public record Pair(String sopClassUid, String transferSyntax) {}

    public PresentationContextPlan {
        contexts = List.copyOf(contexts);
        performed = Set.copyOf(performed);
        if (window < 1) {
            throw new IllegalArgumentException("At least one operation is under way, not " + window);
        }
    }

    public PresentationContextPlan(List<ProposedContext> contexts) {
        this(contexts, Set.of(), 1);
    }

    /** The same for a requestor that sends up to so many C-STOREs ahead of their answers, where the acceptor lets it. */
    public PresentationContextPlan sendingAhead(int operations) {
        return new PresentationContextPlan(contexts, performed, operations);
    }

    /** The same where the requestor is the performer (SCP) of its services and the acceptor their user, PS3.7 D.3.3.4. */
    public PresentationContextPlan asPerformer() {
        return new PresentationContextPlan(
                contexts, contexts.stream().map(ProposedContext::abstractSyntax).collect(Collectors.toSet()), window);
    }

    /**
     * To have instances sent back by C-GET, PS3.4 C.5.3.
     *
     * @param stored in what they may come, the most wanted first; of more than an association carries the last are left out
     */
    public static PresentationContextPlan getting(QueryRetrieveSopClass get, Collection<Pair> stored) {
        List<Pair> pairs = new ArrayList<>();
        pairs.add(new Pair(get.uid(), TransferSyntaxes.EXPLICIT));
        pairs.add(new Pair(get.uid(), TransferSyntaxes.IMPLICIT));
        stored.stream()
                .distinct()
                .limit(ProposedContext.MAXIMUM_COUNT - (long) pairs.size())
                .forEach(pairs::add);
        Set<String> performed = pairs.stream().map(Pair::sopClassUid).collect(Collectors.toSet());
        performed.remove(get.uid());
        return new PresentationContextPlan(plan(pairs).contexts(), performed, 1);
    }

    /** To ask by C-FIND or C-MOVE. */
    public static PresentationContextPlan asking(QueryRetrieveSopClass sopClass) {
        return of(List.of(
                new Pair(sopClass.uid(), TransferSyntaxes.EXPLICIT),
                new Pair(sopClass.uid(), TransferSyntaxes.IMPLICIT)));
    }

    /** What is said about roles and about what is under way at a time: nothing where that is as usual. */
    List<UserItem> userItems() {
        Stream<UserItem> roles =
                performed.stream().sorted().map(syntax -> new UserItem.RoleSelection(syntax, false, true));
        return window == 1
                ? roles.toList()
                : Stream.concat(roles, Stream.of(new UserItem.AsynchronousOperationsWindow(window, 1)))
                        .toList();
    }

    /** How many operations may be under way by this answer: those that are asked for at most, and one where nothing is answered. */
    int agreed(UserInformation answer) {
        return answer.all(UserItem.AsynchronousOperationsWindow.class).stream()
                .mapToInt(granted -> granted.invoked() == 0 ? window : Math.min(granted.invoked(), window))
                .findFirst()
                .orElse(1);
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
