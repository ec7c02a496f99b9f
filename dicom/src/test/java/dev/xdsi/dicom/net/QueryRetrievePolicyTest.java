package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.ContextResult.Reason;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.SopClassExtendedNegotiation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryRetrievePolicyTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String FIND = QueryRetrieveSopClass.STUDY_ROOT_FIND.uid();
    private static final AcceptPolicy POLICY = new QueryRetrievePolicy(
            DeclaredPolicy.storage(new AeTitle("XDSI")),
            peer -> peer.calling().value().equals("ASKER"));

    private static AcceptPolicy towards(String title) {
        return POLICY.towards(new AssociationPeer(
                new AeTitle(title),
                new AeTitle("XDSI"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                null));
    }

    private static ProposedContext proposed(String abstractSyntax, String... transferSyntaxes) {
        return new ProposedContext(1, abstractSyntax, List.of(transferSyntaxes));
    }

    @Test
    void onlyTheWelcomeAreOfferedToQuery() {
        ProposedContext find = proposed(FIND, TransferSyntaxes.IMPLICIT, TransferSyntaxes.EXPLICIT);

        assertThat(towards("ASKER").judge(find).transferSyntax()).isEqualTo(TransferSyntaxes.EXPLICIT);
        assertThat(towards("ASKER").judge(find).accepted()).isTrue();
        assertThat(towards("OTHER").judge(find).reason()).isEqualTo(Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED);
        assertThat(POLICY.judge(find).accepted()).isFalse();
        assertThat(towards("OTHER")
                        .judge(proposed(CT, TransferSyntaxes.IMPLICIT))
                        .accepted())
                .as("to store is open to everybody")
                .isTrue();
    }

    @Test
    void instancesAreSentBackToTheWelcomeAlone() {
        assertThat(towards("ASKER").requestorPerforms(CT)).isTrue();
        assertThat(towards("ASKER").requestorPerforms(FIND)).isFalse();
        assertThat(towards("OTHER").requestorPerforms(CT)).isFalse();
    }

    @Test
    void whatIsDoneOfWhatIsAskedForIsSaid() {
        assertThat(towards("ASKER").extended(asked(FIND, 1, 1, 1, 1, 1))).contains(bytes(1, 1, 0, 0));
        assertThat(towards("ASKER").extended(asked(FIND, 0))).contains(bytes(0));
        assertThat(towards("ASKER").extended(asked(QueryRetrieveSopClass.STUDY_ROOT_MOVE.uid(), 1)))
                .contains(bytes(0));
        assertThat(towards("ASKER").extended(asked(CT, 1))).isEmpty();
    }

    private static SopClassExtendedNegotiation asked(String sopClass, int... values) {
        return new SopClassExtendedNegotiation(sopClass, bytes(values));
    }

    private static Bytes bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new Bytes(bytes);
    }
}
