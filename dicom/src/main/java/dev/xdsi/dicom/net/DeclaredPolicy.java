package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ContextResult.Reason;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Accepts what was declared, as in a conformance statement: the AE titles we are called by, who may call, and for each
 * abstract syntax the transfer syntaxes.
 */
public final class DeclaredPolicy implements AcceptPolicy {
    private final Set<AeTitle> called;
    private final Predicate<AssociationPeer> callers;
    private final Map<String, Set<String>> syntaxes;

    private DeclaredPolicy(Set<AeTitle> called, Predicate<AssociationPeer> callers, Map<String, Set<String>> syntaxes) {
        this.called = Set.copyOf(called);
        this.callers = callers;
        this.syntaxes = Map.copyOf(syntaxes);
    }

    /** Verification only, for everyone who calls us by this title. */
    public static DeclaredPolicy verification(AeTitle called) {
        return new DeclaredPolicy(Set.of(called), caller -> true, Map.of())
                .accepting(
                        Set.of(StorageSopClasses.VERIFICATION),
                        Set.of(TransferSyntaxes.IMPLICIT, TransferSyntaxes.EXPLICIT));
    }

    /** Verification, and every storage SOP class of PS3.4 B.5 in every transfer syntax of PS3.5. */
    public static DeclaredPolicy storage(AeTitle called) {
        return verification(called).accepting(StorageSopClasses.all(), TransferSyntaxes.all());
    }

    /** The same for more abstract syntaxes, private ones for instance. */
    public DeclaredPolicy accepting(Set<String> abstractSyntaxes, Set<String> transferSyntaxes) {
        Map<String, Set<String>> more = new HashMap<>(syntaxes);
        abstractSyntaxes.forEach(syntax -> more.put(syntax, Set.copyOf(transferSyntaxes)));
        return new DeclaredPolicy(called, callers, more);
    }

    /** The same, called by these titles. */
    public DeclaredPolicy calledAs(Set<AeTitle> titles) {
        return new DeclaredPolicy(titles, callers, syntaxes);
    }

    /** The same for callers that pass a test as well: a calling AE title, or that title with its own certificate. */
    public DeclaredPolicy onlyFor(Predicate<AssociationPeer> allowed) {
        return new DeclaredPolicy(called, callers.and(allowed), syntaxes);
    }

    @Override
    public Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request) {
        if (!called.contains(peer.called())) {
            return Optional.of(AssociateReject.CALLED_AE_TITLE_NOT_RECOGNIZED);
        }
        return callers.test(peer) ? Optional.empty() : Optional.of(AssociateReject.CALLING_AE_TITLE_NOT_RECOGNIZED);
    }

    @Override
    public ContextResult judge(ProposedContext proposed) {
        Set<String> supported = syntaxes.get(proposed.abstractSyntax());
        List<String> offered = proposed.transferSyntaxes();
        if (supported == null) {
            return new ContextResult(proposed.id(), Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED, offered.getFirst());
        }
        return TransferSyntaxes.preferred(
                        offered.stream().filter(supported::contains).toList())
                .map(syntax -> new ContextResult(proposed.id(), Reason.ACCEPTANCE, syntax))
                .orElseGet(() ->
                        new ContextResult(proposed.id(), Reason.TRANSFER_SYNTAXES_NOT_SUPPORTED, offered.getFirst()));
    }
}
