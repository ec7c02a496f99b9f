package dev.xdsi.soap.ebrim;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryResponse;
import dev.xdsi.wsdl.query.ResponseOptionType;
import dev.xdsi.wsdl.rim.AdhocQueryType;
import dev.xdsi.wsdl.rim.IdentifiableType;
import dev.xdsi.wsdl.rim.ObjectFactory;
import dev.xdsi.wsdl.rim.ObjectRefType;
import dev.xdsi.wsdl.rim.RegistryObjectListType;
import jakarta.xml.bind.JAXBElement;
import java.util.ArrayList;
import java.util.List;

/** {@code query:AdhocQueryRequest} and {@code query:AdhocQueryResponse}, the bodies of ITI-18 and its kin. */
public final class StoredQueryCodec {
    private static final ObjectFactory RIM = new ObjectFactory();

    private StoredQueryCodec() {}

    public static AdhocQueryRequest encode(StoredQueryRequest request) {
        ResponseOptionType option = new ResponseOptionType();
        option.setReturnType(request.returnType().name());
        option.setReturnComposedObjects(true);
        AdhocQueryType query = new AdhocQueryType();
        query.setId(request.queryId());
        query.setHome(request.home());
        request.parameters().forEach(parameter -> query.getSlot().add(RimParts.slot(parameter)));
        AdhocQueryRequest rim = new AdhocQueryRequest();
        rim.setResponseOption(option);
        rim.setAdhocQuery(query);
        return rim;
    }

    /**
     * The query as its caller wrote it.
     *
     * @throws UnreadableRequestException where there is no query, or a returnType that XDS does not know
     */
    public static StoredQueryRequest decode(AdhocQueryRequest rim) {
        AdhocQueryType query = rim.getAdhocQuery();
        if (query == null || !query.isSetId()) {
            throw new UnreadableRequestException(ErrorCode.XDSUnknownStoredQuery, "AdhocQuery/@id is missing");
        }
        return new StoredQueryRequest(query.getId(), returnType(rim), query.getHome(), RimParts.slots(query.getSlot()));
    }

    public static AdhocQueryResponse encode(StoredQueryResponse response) {
        RegistryObjectListType list = new RegistryObjectListType();
        response.objects().forEach(object -> list.getIdentifiable().add(RegistryObjectCodec.encode(object)));
        response.refs().forEach(ref -> list.getIdentifiable().add(RIM.createObjectRef(ref(ref))));
        AdhocQueryResponse rim = RegistryResponseCodec.encode(response.outcome(), new AdhocQueryResponse());
        // The schema wants the list also where nothing was found or everything failed.
        rim.setRegistryObjectList(list);
        return rim;
    }

    /** A partner's answer; a Failure without a reason gets one. Objects that XDS does not know are passed over. */
    public static StoredQueryResponse decode(AdhocQueryResponse rim) {
        RegistryResponse outcome = RegistryResponseCodec.decode(rim, ErrorCode.XDSRegistryError);
        List<RegistryObjectDraft> objects = new ArrayList<>();
        List<ObjectRef> refs = new ArrayList<>();
        if (rim.isSetRegistryObjectList()) {
            for (JAXBElement<? extends IdentifiableType> element :
                    rim.getRegistryObjectList().getIdentifiable()) {
                switch (element.getValue()) {
                    case ObjectRefType ref when ref.isSetId() -> refs.add(new ObjectRef(ref.getId(), ref.getHome()));
                    case null -> {}
                    case IdentifiableType object ->
                        RegistryObjectCodec.decode(object).ifPresent(objects::add);
                }
            }
        }
        boolean nothing = objects.isEmpty() && refs.isEmpty();
        boolean partial = nothing && outcome.status() == Status.PARTIAL_SUCCESS;
        return new StoredQueryResponse(objects, refs, outcome.errors(), partial);
    }

    private static ReturnType returnType(AdhocQueryRequest rim) {
        String written = rim.isSetResponseOption() ? rim.getResponseOption().getReturnType() : "no ResponseOption";
        return switch (written) {
            case "LeafClass" -> ReturnType.LeafClass;
            case "ObjectRef" -> ReturnType.ObjectRef;
            default ->
                throw new UnreadableRequestException(
                        ErrorCode.XDSRegistryError,
                        "ResponseOption/@returnType is neither LeafClass nor ObjectRef but " + written);
        };
    }

    private static ObjectRefType ref(ObjectRef ref) {
        ObjectRefType rim = new ObjectRefType();
        rim.setId(ref.id());
        rim.setHome(ref.home());
        return rim;
    }
}
