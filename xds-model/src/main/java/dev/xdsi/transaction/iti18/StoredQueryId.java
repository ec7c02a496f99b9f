package dev.xdsi.transaction.iti18;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stored queries by name, and the ids that the standard gives them (ITI TF-2: 3.18.4.1.2.4, 3.51.4.1.2.3). */
public enum StoredQueryId {
    FindDocuments("14d4debf-8f97-4251-9a74-a90016b0af0d"),
    FindSubmissionSets("f26abbcb-ac74-4422-8a30-edb644bbc1a9"),
    FindFolders("958f3006-baad-4929-a4de-ff1114824431"),
    GetAll("10b545ea-725c-446d-9b95-8aeb444eddf3"),
    GetDocuments("5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4"),
    GetFolders("5737b14c-8a1a-4539-b659-e03a34a5e1e4"),
    GetAssociations("a7ae438b-4bc2-4642-93e9-be891f7bb155"),
    GetDocumentsAndAssociations("bab9529a-4a10-40b3-a01f-f68a615d247a"),
    GetSubmissionSets("51224314-5390-4169-9b91-b1980040715a"),
    GetSubmissionSetAndContents("e8e3cb2c-e39c-46b9-99e4-c12f57260b83"),
    GetFolderAndContents("b909a503-523d-4517-8acf-8e5834dfc4c7"),
    GetFoldersForDocument("10cae35a-c7f9-4cf5-b61e-fc3278ffb578"),
    GetRelatedDocuments("d90e5407-b356-4d91-a89f-873917b4b0e6"),
    FindDocumentsByReferenceId("12941a89-e02e-4be5-967c-ce4bfc8fe492"),
    FindDocumentsForMultiplePatients("3d1bdb10-39a2-11de-89c2-2f44d94eaa9f"),
    FindFoldersForMultiplePatients("50d3f5ac-39a2-11de-a1ca-b366239e58df"),
    FindDocumentsByReferenceIdForMultiplePatients("1191642d-86c4-42d8-b784-f95445f9f0d5");

    private static final Map<String, StoredQueryId> BY_URN =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(StoredQueryId::urn, Function.identity()));

    private final String urn;

    StoredQueryId(String uuid) {
        this.urn = "urn:uuid:" + uuid;
    }

    /** As written in {@code AdhocQuery/@id}. */
    public String urn() {
        return urn;
    }

    /** Which query an {@code AdhocQuery/@id} means, in whichever case it is written. */
    public static Optional<StoredQueryId> of(String urn) {
        return Optional.ofNullable(BY_URN.get(urn.toLowerCase(Locale.ROOT)));
    }
}
