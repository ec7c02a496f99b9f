package dev.xdsi.registry.query;

import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.ArrayList;
import java.util.List;

/** Writes stored queries the way a Document Consumer does. */
public record Ask(String queryId, ReturnType returnType, List<SlotDraft> slots) {
    public static final String APPROVED = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
    public static final String DEPRECATED = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated')";

    public static Ask findDocuments() {
        return leafClass("urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d");
    }

    public static Ask findSubmissionSets() {
        return leafClass("urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9");
    }

    public static Ask getDocuments() {
        return leafClass("urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4");
    }

    public static Ask getAssociations() {
        return leafClass("urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155");
    }

    public static Ask getSubmissionSetAndContents() {
        return leafClass("urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83");
    }

    public static Ask leafClass(String queryId) {
        return new Ask(queryId, ReturnType.LeafClass, List.of());
    }

    public Ask objectRef() {
        return new Ask(queryId, ReturnType.ObjectRef, slots);
    }

    /** One more Slot. */
    public Ask with(String name, String... values) {
        List<SlotDraft> more = new ArrayList<>(slots);
        more.add(SlotDraft.of(name, values));
        return new Ask(queryId, returnType, more);
    }

    public StoredQueryRequest request() {
        return new StoredQueryRequest(queryId, returnType, null, slots);
    }
}
