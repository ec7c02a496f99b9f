package dev.xdsi.benchmarks;

import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.repository.iti42.RegisterDocumentSetClient;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What asking for consent costs an answer of 100 entries: the same query at a registry that asks and at one that does not. */
final class ConsentBenchmarks {
    /** The policy that looks at every single document: «no-restricted» of those built in. */
    private static final String POLICY = "2.25.78311037614425047602161719714651804558";

    private static final int ENTRIES = 100;
    private static final int QUERIES = 300;
    private static final Caller CALLER = Caller.self("benchmark");
    private static final PatientId PATIENT =
            new PatientId("BENCH-3", new Oid("2.25.262019447463398412437811640174264093061"));

    private final Benchmarks.Report report;
    private final SoapClients clients;

    ConsentBenchmarks(Path work, Benchmarks.Report report) {
        this.report = report;
        this.clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, work, UUID::randomUUID), null, ClientTimeouts.DEFAULT);
    }

    /** @param way what the gateway does about consent */
    void measure(String way, GatewayProcess gateway) throws IOException {
        URI registry = URI.create("http://127.0.0.1:" + gateway.ports().plain() + "/registry");
        RegistryResponse registered = new RegisterDocumentSetClient(clients, registry)
                .perform(new RegisterDocumentSetRequest(submission()), CALLER);
        if (registered.status() != RegistryResponse.Status.SUCCESS) {
            throw new IOException("not registered: " + registered.errors());
        }
        RegistryStoredQueryClient query = new RegistryStoredQueryClient(clients, registry);
        for (ReturnType type : ReturnType.values()) {
            double[] millis = new double[QUERIES];
            for (int i = -QUERIES; i < QUERIES; i++) {
                long begun = System.nanoTime();
                StoredQueryResponse answer = query.perform(find(type), CALLER);
                if (answer.objects().size() + answer.refs().size() != ENTRIES) {
                    throw new IOException("answered " + answer.errors());
                }
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - begun) / 1e6;
                }
            }
            Arrays.sort(millis);
            report.row("ITI-18 " + type + " of 100, " + way + ", p50", millis[QUERIES / 2], "ms");
            report.row("ITI-18 " + type + " of 100, " + way + ", p99", millis[QUERIES * 99 / 100], "ms");
        }
    }

    private static StoredQueryRequest find(ReturnType type) {
        return new StoredQueryRequest(
                StoredQueryId.FindDocuments.urn(),
                type,
                null,
                List.of(
                        SlotDraft.of("$XDSDocumentEntryPatientId", "'" + PATIENT.cx() + "'"),
                        SlotDraft.of(
                                "$XDSDocumentEntryStatus", "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')")));
    }

    /** 99 documents and a consent. */
    private static SubmissionDraft submission() {
        Code any = Code.of("any", "1.2.3", "Any");
        SubmissionSet set = SubmissionSet.builder()
                .contentTypeCode(any)
                .entryUUID(uuid())
                .patientId(PATIENT)
                .sourceId(new Oid("1.2.3.4"))
                .submissionTime(new Dtm("20260101"))
                .uniqueId(new Oid("1.2.3.5"))
                .build();
        List<RegistryObject> objects = new ArrayList<>(List.of(set));
        for (int i = 0; i < ENTRIES; i++) {
            DocumentEntry entry = DocumentEntry.builder()
                    .author(List.of(Author.ofInstitution(null, "Clinic")))
                    .classCode(any)
                    .confidentialityCode(List.of(Code.of("N", "2.16.840.1.113883.5.25", "Normal")))
                    .creationTime(new Dtm("20260101"))
                    .entryUUID(uuid())
                    .eventCodeList(List.of(Code.of(POLICY, "1.2.3", "A policy")))
                    .formatCode(i == 0 ? ConsentFormat.BPPC : any)
                    .hash(Hash.OF_NOTHING)
                    .healthcareFacilityTypeCode(any)
                    .languageCode("en")
                    .mimeType("text/xml")
                    .patientId(PATIENT)
                    .practiceSettingCode(any)
                    .repositoryUniqueId(new Oid("1.2.3.6"))
                    .size(0L)
                    .sourcePatientId(PATIENT.cx())
                    .typeCode(any)
                    .uniqueId("1.2.3.7." + i)
                    .build();
            objects.add(entry);
            objects.add(Association.builder()
                    .associationType(AssociationType.HAS_MEMBER)
                    .entryUUID(uuid())
                    .sourceObject(set.entryUUID())
                    .targetObject(entry.entryUUID())
                    .submissionSetStatus(SubmissionSetStatus.Original)
                    .build());
        }
        return new SubmissionDraft(objects.stream().map(DraftWriter::draft).toList());
    }

    private static EntryUuid uuid() {
        return EntryUuid.of(UUID.randomUUID());
    }
}
