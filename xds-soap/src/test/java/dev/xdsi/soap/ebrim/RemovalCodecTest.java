package dev.xdsi.soap.ebrim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.transaction.iti62.RemoveMetadataRequest;
import dev.xdsi.wsdl.lcm.RemoveObjectsRequest;
import dev.xdsi.wsdl.rim.AdhocQueryType;
import dev.xdsi.wsdl.rim.ObjectRefListType;
import dev.xdsi.wsdl.rim.ObjectRefType;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalCodecTest {
    @Test
    void referencesComeBackAsTheyWere() {
        var request = new RemoveMetadataRequest(List.of("urn:uuid:1", "urn:uuid:2", "urn:uuid:1"));

        assertThat(RemovalCodec.decode(RemovalCodec.encode(request))).isEqualTo(request);
    }

    @Test
    void whatIsMissingIsNoReasonToFail() {
        RemoveObjectsRequest nothing = new RemoveObjectsRequest();
        RemoveObjectsRequest nameless = new RemoveObjectsRequest();
        nameless.setObjectRefList(new ObjectRefListType());
        nameless.getObjectRefList().getObjectRef().add(new ObjectRefType());

        assertThat(RemovalCodec.decode(nothing)).isEqualTo(new RemoveMetadataRequest(List.of()));
        assertThat(RemovalCodec.decode(nameless)).isEqualTo(new RemoveMetadataRequest(List.of("")));
    }

    @Test
    void aQueryIsNoticedUnlessItIsEmpty() {
        RemoveObjectsRequest rim = RemovalCodec.encode(new RemoveMetadataRequest(List.of("urn:uuid:1")));
        rim.setAdhocQuery(new AdhocQueryType());
        assertThat(RemovalCodec.decode(rim).byQuery()).isFalse();

        rim.getAdhocQuery().setId("urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d");
        assertThat(RemovalCodec.decode(rim).byQuery()).isTrue();
    }
}
