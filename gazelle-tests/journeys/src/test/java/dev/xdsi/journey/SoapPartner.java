package dev.xdsi.journey;

import static dev.xdsi.model.draft.Submissions.MARY;

import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetClient;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Submits documents of Mary, good and spoilt ones, and asks what is registered of her. */
final class SoapPartner {
    private static final String FIND_DOCUMENTS = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
    static final String DOCUMENT = "the bytes of a document";

    private final RegistryStoredQueryClient registry;
    private final ProvideAndRegisterImagingDocumentSetClient repository;
    private final Caller user;

    SoapPartner(RunningGateway gateway, Path temporary) {
        this(
                new SoapClients(
                        new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID),
                        null,
                        ClientTimeouts.DEFAULT),
                gateway.ihe("/registry"),
                gateway.ihe("/repository"),
                Caller.self(Caller.ANONYMOUS));
    }

    SoapPartner(SoapClients clients, URI registry, URI repository, Caller user) {
        this.registry = new RegistryStoredQueryClient(clients, registry);
        this.repository = new ProvideAndRegisterImagingDocumentSetClient(clients, repository);
        this.user = user;
    }

    /** @param change of the slots of the document entry */
    RegistryResponse submit(String name, UnaryOperator<List<SlotDraft>> change) {
        SubmissionDraft submission = new SubmissionDraft(Submissions.ofOneManifest(name).objects().stream()
                .map(object -> object.kind() == Kind.ExtrinsicObject ? changed(object, change) : object)
                .toList());
        return repository.perform(
                new ProvideAndRegisterDocumentSetRequest(
                        submission,
                        List.of(new ProvidedDocument(Submissions.uuid(name).value(), new TextDocument()))),
                user);
    }

    /** How many documents are registered. */
    int registered() {
        return registry.perform(
                        new StoredQueryRequest(
                                FIND_DOCUMENTS,
                                ReturnType.ObjectRef,
                                null,
                                List.of(
                                        SlotDraft.of("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'"),
                                        SlotDraft.of(
                                                "$XDSDocumentEntryStatus",
                                                "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')"))),
                        user)
                .refs()
                .size();
    }

    static List<SlotDraft> without(List<SlotDraft> slots, List<String> names) {
        return slots.stream().filter(slot -> !names.contains(slot.name())).toList();
    }

    static List<SlotDraft> with(List<SlotDraft> slots, SlotDraft other) {
        return Stream.concat(without(slots, List.of(other.name())).stream(), Stream.of(other))
                .toList();
    }

    static RegistryObjectDraft changed(RegistryObjectDraft object, UnaryOperator<List<SlotDraft>> change) {
        return new RegistryObjectDraft(
                object.kind(),
                object.header(),
                object.name(),
                object.description(),
                change.apply(object.slots()),
                object.classifications(),
                object.externalIdentifiers(),
                object.link());
    }

    private record TextDocument() implements DocumentContent {
        @Override
        public long length() {
            return DOCUMENT.length();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(DOCUMENT.getBytes(StandardCharsets.UTF_8));
        }
    }
}
