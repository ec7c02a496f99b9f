package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.SopClassExtendedNegotiation;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Offers the Query/Retrieve Service Class (PS3.4 annex C) on top of what everybody is offered, to those peers alone that may have it; to
 * others it is an abstract syntax that is not supported.
 *
 * @param everybody what others are offered
 * @param welcome who may query and retrieve
 */
public record QueryRetrievePolicy(DeclaredPolicy everybody, Predicate<AssociationPeer> welcome)
        implements AcceptPolicy {
    @Override
    public Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request) {
        return everybody.rejection(peer, request);
    }

    @Override
    public ContextResult judge(ProposedContext proposed) {
        return everybody.judge(proposed);
    }

    @Override
    public AcceptPolicy towards(AssociationPeer peer) {
        return welcome.test(peer) ? new Welcome(everybody) : everybody;
    }

    /** What a peer is offered that may query and retrieve. */
    private record Welcome(DeclaredPolicy declared) implements AcceptPolicy {
        private static final Set<String> SYNTAXES = Set.of(TransferSyntaxes.IMPLICIT, TransferSyntaxes.EXPLICIT);

        Welcome(DeclaredPolicy declared) {
            this.declared = declared.accepting(QueryRetrieveSopClass.all(), SYNTAXES);
        }

        @Override
        public Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request) {
            return declared.rejection(peer, request);
        }

        @Override
        public ContextResult judge(ProposedContext proposed) {
            return declared.judge(proposed);
        }

        /**
         * PS3.4 C.5.1.1: relational queries and combined date-time matching are done when they are asked for; fuzzy matching of names,
         * adjustment of time zones and relational retrieval are not. A study is known by what several data sets say, most of them without
         * an offset from UTC, and some with another: its dates cannot be told in a zone without a guess.
         */
        @Override
        public Optional<Bytes> extended(SopClassExtendedNegotiation proposed) {
            return QueryRetrieveSopClass.of(proposed.sopClassUid()).map(known -> {
                byte[] asked = proposed.information().toByteArray();
                byte[] answer = new byte[Math.min(asked.length, 4)];
                int done = known.command() == CommandField.C_FIND ? Math.min(asked.length, 2) : 0;
                for (int i = 0; i < done; i++) {
                    answer[i] = (byte) (asked[i] == 1 ? 1 : 0);
                }
                return new Bytes(answer);
            });
        }

        /** C-GET brings the instances on the association on which they were asked for. */
        @Override
        public boolean requestorPerforms(String abstractSyntax) {
            return StorageSopClasses.all().contains(abstractSyntax);
        }
    }
}
