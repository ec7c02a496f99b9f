package dev.xdsi.soap.ebrim;

import dev.xdsi.transaction.iti62.RemoveMetadataRequest;
import dev.xdsi.wsdl.lcm.RemoveObjectsRequest;
import dev.xdsi.wsdl.rim.AdhocQueryType;
import dev.xdsi.wsdl.rim.ObjectRefListType;
import dev.xdsi.wsdl.rim.ObjectRefType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code lcm:RemoveObjectsRequest}, the body of Remove Metadata [ITI-62]. */
public final class RemovalCodec {
    private RemovalCodec() {}

    public static RemoveObjectsRequest encode(RemoveMetadataRequest request) {
        ObjectRefListType list = new ObjectRefListType();
        for (String id : request.objectRefs()) {
            ObjectRefType ref = new ObjectRefType();
            ref.setId(id);
            list.getObjectRef().add(ref);
        }
        RemoveObjectsRequest rim = new RemoveObjectsRequest();
        rim.setObjectRefList(list);
        return rim;
    }

    /** Never refuses: a reference without an id is an empty one, for the transaction to report. */
    public static RemoveMetadataRequest decode(RemoveObjectsRequest rim) {
        ObjectRefListType list = rim.getObjectRefList();
        List<String> refs = list == null
                ? List.of()
                : list.getObjectRef().stream()
                        .map(ref -> Objects.requireNonNullElse(ref.getId(), ""))
                        .toList();
        return new RemoveMetadataRequest(refs, asks(rim.getAdhocQuery()));
    }

    /** Some clients write an empty query beside what they name. */
    private static boolean asks(@Nullable AdhocQueryType query) {
        return query != null && (query.isSetId() || query.isSetSlot() || query.isSetQueryExpression());
    }
}
