package dev.xdsi.journey;

import dev.xdsi.model.Association;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A document of a {@link DocumentLedger}, made of nothing but numbers.
 *
 * @param content the number of the document that had the same bytes first; mostly its own
 */
record LedgerDocument(int number, int content) implements DocumentContent {
    private static final int USUAL = 40_000;
    private static final int LARGE = 2_000_000;
    private static final int LARGE_ONE_IN = 8;

    String uniqueId() {
        return entry().uniqueId();
    }

    /** What names the document in its submission. */
    String id() {
        return entry().entryUUID().value();
    }

    private DocumentEntry entry() {
        return Submissions.manifest("ledger-" + number);
    }

    byte[] bytes() {
        Random random = new Random(content);
        byte[] bytes = new byte[random.nextInt(content % LARGE_ONE_IN == 0 ? LARGE : USUAL)];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public long length() {
        return bytes().length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes());
    }

    /** One submission of these documents. */
    static ProvideAndRegisterDocumentSetRequest submission(List<LedgerDocument> documents) {
        return new ProvideAndRegisterDocumentSetRequest(
                draft(documents),
                documents.stream()
                        .map(document -> new ProvidedDocument(document.id(), document))
                        .toList());
    }

    /** Without what the repository finds out itself. */
    static SubmissionDraft draft(List<LedgerDocument> documents) {
        SubmissionSet set = Submissions.submissionSet("ledger-" + documents.getFirst().number + "-set");
        RegistryObject[] objects = Stream.concat(
                        Stream.of(set), documents.stream().flatMap(document -> document.objects(set)))
                .toArray(RegistryObject[]::new);
        return new SubmissionDraft(Submissions.of(objects).objects().stream()
                .map(object -> object.kind() == Kind.ExtrinsicObject ? undetermined(object) : object)
                .toList());
    }

    private Stream<RegistryObject> objects(SubmissionSet set) {
        Association member = Submissions.member("ledger-" + number + "-member", set.entryUUID(), entry().entryUUID());
        return Stream.of(entry(), member);
    }

    private static RegistryObjectDraft undetermined(RegistryObjectDraft entry) {
        return SoapPartner.changed(
                entry, slots -> SoapPartner.without(slots, List.of("hash", "size", "repositoryUniqueId")));
    }
}
