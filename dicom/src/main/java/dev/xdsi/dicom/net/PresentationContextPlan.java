package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserInformation;
import dev.xdsi.dicom.net.pdu.UserItem;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.SopClassExtendedNegotiation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
     * To have instances sent back by C-GET, PS3.4 C.5.3: by Study Root, or by Patient Root where there is no other.
     *
     * @param stored in what they may come, the most wanted first; of more than an association carries the last are left out
     */
    public static PresentationContextPlan getting(Collection<Pair> stored) {
        List<Pair> pairs = new ArrayList<>(inEachModel(CommandField.C_GET));
        stored.stream()
                .distinct()
                .limit(ProposedContext.MAXIMUM_COUNT - (long) pairs.size())
                .forEach(pairs::add);
        Set<String> performed = pairs.stream().map(Pair::sopClassUid).collect(Collectors.toSet());
        performed.removeIf(syntax -> QueryRetrieveSopClass.of(syntax).isPresent());
        return new PresentationContextPlan(plan(pairs).contexts(), performed, 1);
    }

    /** To ask by C-FIND or C-MOVE: by Study Root, or by Patient Root where there is no other. */
    public static PresentationContextPlan asking(CommandField command) {
        return of(inEachModel(command));
    }

    private static List<Pair> inEachModel(CommandField command) {
        return QueryRetrieveSopClass.by(command).stream()
                .flatMap(sopClass -> Stream.of(TransferSyntaxes.EXPLICIT, TransferSyntaxes.IMPLICIT)
                        .map(syntax -> new Pair(sopClass.uid(), syntax)))
                .toList();
    }

    /**
     * What is said about roles, about what is under way at a time, and about queries and retrievals that name no level above
     * (PS3.4 C.5.1.1.1: byte 1): nothing where that is as usual.
     */
    List<UserItem> userItems() {
        Stream<UserItem> roles =
                performed.stream().sorted().map(syntax -> new UserItem.RoleSelection(syntax, false, true));
        Stream<UserItem> ahead =
                window == 1 ? Stream.of() : Stream.of(new UserItem.AsynchronousOperationsWindow(window, 1));
        Stream<UserItem> relational = contexts.stream()
                .map(ProposedContext::abstractSyntax)
                .distinct()
                .filter(syntax -> QueryRetrieveSopClass.of(syntax).isPresent())
                .map(syntax -> new SopClassExtendedNegotiation(syntax, new Bytes(new byte[] {1})));
        return Stream.of(roles, ahead, relational).flatMap(items -> items).toList();
    }

    /** In which model a service can be had, by these contexts and by this answer; empty for none. */
    static Optional<QueryRetrieveModel> model(
            CommandField command, Collection<PresentationContext> accepted, UserInformation answer) {
        return QueryRetrieveSopClass.by(command).stream()
                .filter(sopClass -> accepted.stream()
                        .anyMatch(context -> context.abstractSyntax().equals(sopClass.uid())))
                .findFirst()
                .map(sopClass -> new QueryRetrieveModel(sopClass, isRelational(sopClass, answer)));
    }

    private static boolean isRelational(QueryRetrieveSopClass sopClass, UserInformation answer) {
        return answer.all(SopClassExtendedNegotiation.class).stream()
                .filter(each -> each.sopClassUid().equals(sopClass.uid()))
                .map(each -> each.information().toByteArray())
                .anyMatch(information -> information.length > 0 && information[0] == 1);
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
