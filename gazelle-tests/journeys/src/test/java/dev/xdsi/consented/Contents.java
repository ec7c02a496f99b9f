package dev.xdsi.consented;

import dev.xdsi.consented.Registered.Consent;
import dev.xdsi.consented.Registered.Item;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.Hash;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.Slot;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import dev.xdsi.transaction.iti62.RemoveMetadataRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills a domain with documents, images and consents, and keeps a list of what it did. */
final class Contents {
    private static final long PATIENCE_MILLIS = 60_000;

    final Registered registered = new Registered();
    private final Domain domain;
    private final ConcurrentHashMap<String, String[]> codes = new ConcurrentHashMap<>();
    private int number;

    /** @param asDocument its manifest, or what that will be */
    record Study(PatientId patient, String uid, List<String> instances, Item asDocument) {}

    Contents(Domain domain) {
        this.domain = domain;
        domain.coding.set(this::coded);
    }

    PatientId patient() {
        return new PatientId("P" + ++number, Domain.AUTHORITY);
    }

    private String oid() {
        return "1.2.7." + ++number;
    }

    private static EntryUuid uuid() {
        return EntryUuid.of(UUID.randomUUID());
    }

    private static DocumentEntry.Builder entry(PatientId patient, String uniqueId, String classCode, String secret) {
        Code any = Code.of("any", "anything", "Any");
        return DocumentEntry.builder()
                .author(List.of(Author.ofInstitution(null, "Clinic")))
                .classCode(Code.of(classCode, "classes", "A class"))
                .confidentialityCode(List.of(Code.of(secret, "secrets", "A secret")))
                .creationTime(new Dtm("20260101"))
                .entryUUID(uuid())
                .formatCode(any)
                .healthcareFacilityTypeCode(any)
                .languageCode("en")
                .mimeType("text/plain")
                .patientId(patient)
                .practiceSettingCode(any)
                .sourcePatientId(patient.cx())
                .typeCode(any)
                .uniqueId(uniqueId);
    }

    private SubmissionSet set(PatientId patient) {
        return SubmissionSet.builder()
                .contentTypeCode(Code.of("any", "anything", "Any"))
                .entryUUID(uuid())
                .patientId(patient)
                .sourceId(new Oid("1.2.3.4"))
                .submissionTime(new Dtm("20260101"))
                .uniqueId(new Oid(oid()))
                .build();
    }

    private static Association link(AssociationType type, EntryUuid source, EntryUuid target) {
        var link = Association.builder()
                .associationType(type)
                .entryUUID(uuid())
                .sourceObject(source)
                .targetObject(target);
        return type == AssociationType.HAS_MEMBER
                ? link.submissionSetStatus(SubmissionSetStatus.Original).build()
                : link.build();
    }

    /** One submission set with documents of these classes and secrecies, as {@code PSY/V}, provided by ITI-41. */
    List<Item> provide(PatientId patient, String... classesAndSecrets) {
        List<DocumentEntry> entries = Arrays.stream(classesAndSecrets)
                .map(pair -> entry(patient, oid(), pair.split("/", -1)[0], pair.split("/", -1)[1])
                        .build())
                .toList();
        provide(patient, entries, List.of());
        return entries.stream().map(this::itemOf).toList();
    }

    /** A new version of a document, of another class and secrecy. */
    Item replace(Item old, String classCode, String secret) {
        DocumentEntry entry = entry(old.patient(), oid(), classCode, secret).build();
        provide(
                old.patient(),
                List.of(entry),
                List.of(link(AssociationType.RPLC, entry.entryUUID(), new EntryUuid(old.uuid()))));
        return itemOf(entry);
    }

    private Item itemOf(DocumentEntry entry) {
        return registered.item(entry.entryUUID().value()).orElseThrow();
    }

    private void provide(PatientId patient, List<DocumentEntry> entries, List<Association> more) {
        List<RegistryObject> objects = submission(patient, entries, more);
        RegistryResponse response = domain.repository
                .provideAndRegisterDocumentSet()
                .perform(
                        new ProvideAndRegisterDocumentSetRequest(
                                draft(objects),
                                entries.stream()
                                        .map(entry -> new ProvidedDocument(
                                                entry.entryUUID().value(), new Text("document " + entry.uniqueId())))
                                        .toList()),
                        Caller.self("source"));
        accepted(response);
        note(objects, patient);
    }

    private List<RegistryObject> submission(PatientId patient, List<DocumentEntry> entries, List<Association> more) {
        SubmissionSet set = set(patient);
        return Stream.of(
                        Stream.of(set),
                        entries.stream(),
                        entries.stream()
                                .map(entry -> link(AssociationType.HAS_MEMBER, set.entryUUID(), entry.entryUUID())),
                        more.stream())
                .<RegistryObject>flatMap(objects -> objects)
                .toList();
    }

    private static SubmissionDraft draft(List<RegistryObject> objects) {
        return new SubmissionDraft(objects.stream().map(DraftWriter::draft).toList());
    }

    /** A folder that holds documents which are there already, and the set that brings it, without a document of its own. */
    void folder(PatientId patient, List<Item> documents) {
        SubmissionSet set = set(patient);
        Folder folder = Folder.builder()
                .codeList(List.of(Code.of("any", "anything", "Any")))
                .entryUUID(uuid())
                .patientId(patient)
                .title(InternationalString.of("Folder"))
                .uniqueId(new Oid(oid()))
                .build();
        List<RegistryObject> objects = new ArrayList<>(
                List.of(set, folder, link(AssociationType.HAS_MEMBER, set.entryUUID(), folder.entryUUID())));
        for (Item document : documents) {
            Association inFolder = link(AssociationType.HAS_MEMBER, folder.entryUUID(), new EntryUuid(document.uuid()));
            objects.add(inFolder);
            objects.add(link(AssociationType.HAS_MEMBER, set.entryUUID(), inFolder.entryUUID()));
        }
        register(objects, patient);
    }

    /**
     * A consent to policies by name, from and until so many hours from now.
     *
     * @param replaces the uuid of the consent that it takes the place of
     */
    String consent(
            PatientId patient, double fromHours, double untilHours, @Nullable String replaces, String... policies) {
        DocumentEntry consent = entryOfConsent(patient, oid(), policies)
                .serviceStartTime(time(fromHours))
                .serviceStopTime(time(untilHours))
                .build();
        List<Association> more = replaces == null
                ? List.of()
                : List.of(link(AssociationType.RPLC, consent.entryUUID(), new EntryUuid(replaces)));
        register(submission(patient, List.of(consent), more), patient);
        String uuid = consent.entryUUID().value();
        registered.add(patient, new Consent(uuid, List.of(policies), fromHours, untilHours));
        return uuid;
    }

    String consent(PatientId patient, String... policies) {
        return consent(patient, -24, 24, null, policies);
    }

    private static DocumentEntry.Builder entryOfConsent(PatientId patient, String uniqueId, String... policies) {
        return entry(patient, uniqueId, "CONSENT", "N")
                .formatCode(ConsentFormat.BPPC)
                .eventCodeList(Arrays.stream(policies)
                        .map(policy -> Code.of(Domain.POLICY_OIDS.getOrDefault(policy, policy), "policies", policy))
                        .toList())
                .serviceStartTime(time(-24))
                .serviceStopTime(time(24))
                .repositoryUniqueId(Domain.REPOSITORY)
                .hash(Hash.OF_NOTHING)
                .size(0L);
    }

    /** Update Document Set [ITI-57]: the consent of that entry is to other policies from now on. */
    String correctConsent(PatientId patient, String uuid, String... policies) {
        DocumentEntry version = entryOfConsent(
                        patient, registered.item(uuid).orElseThrow().uniqueId(), policies)
                .logicalID(new EntryUuid(uuid))
                .build();
        SubmissionSet set = set(patient);
        update(List.of(
                set,
                version,
                annotated(
                        link(AssociationType.HAS_MEMBER, set.entryUUID(), version.entryUUID()),
                        new Slot("PreviousVersion", List.of("1")))));
        return version.entryUUID().value();
    }

    /** Update Document Set [ITI-57]: the availabilityStatus of an entry. */
    void setStatus(PatientId patient, String uuid, AvailabilityStatus original, AvailabilityStatus wanted) {
        SubmissionSet set = set(patient);
        update(List.of(
                set,
                annotated(
                        link(AssociationType.UPDATE_AVAILABILITY_STATUS, set.entryUUID(), new EntryUuid(uuid)),
                        new Slot("OriginalStatus", List.of(original.urn())),
                        new Slot("NewStatus", List.of(wanted.urn())))));
    }

    private static Association annotated(Association link, Slot... slots) {
        return link.toBuilder().extraMetadata(List.of(slots)).build();
    }

    private void update(List<RegistryObject> objects) {
        accepted(domain.registry
                .administration()
                .updateDocumentSet()
                .perform(new UpdateDocumentSetRequest(draft(objects)), Caller.self("administrator")));
    }

    /** Remove Metadata [ITI-62]: the entry with the submission that brought it. */
    void remove(PatientId patient, String uuid) {
        Item membership = registered
                .of(patient, "link")
                .filter(link -> link.target().equals(uuid))
                .findFirst()
                .orElseThrow();
        accepted(domain.registry
                .administration()
                .removeMetadata()
                .perform(
                        new RemoveMetadataRequest(List.of(membership.source(), membership.uuid(), uuid)),
                        Caller.self("administrator"))
                .outcome());
    }

    private static Dtm time(double hours) {
        return Dtm.of(Domain.NOW.plusSeconds(Math.round(hours * 3600)));
    }

    private void register(List<RegistryObject> objects, PatientId patient) {
        accepted(domain.registry
                .registerDocumentSet()
                .perform(new RegisterDocumentSetRequest(draft(objects)), Caller.self("source")));
        note(objects, patient);
    }

    private static void accepted(RegistryResponse response) {
        if (response.status() != RegistryResponse.Status.SUCCESS) {
            throw new AssertionError(response.errors().toString());
        }
    }

    private void note(List<RegistryObject> objects, PatientId patient) {
        for (RegistryObject object : objects) {
            String uuid = object.entryUUID().value();
            registered.add(
                    switch (object) {
                        case DocumentEntry entry ->
                            Item.document(
                                    uuid,
                                    entry.uniqueId(),
                                    patient,
                                    entry.classCode().code(),
                                    entry.confidentialityCode().getFirst().code());
                        case SubmissionSet set ->
                            Item.container("set", uuid, set.uniqueId().value(), patient);
                        case Folder folder ->
                            Item.container("folder", uuid, folder.uniqueId().value(), patient);
                        case Association link ->
                            Item.link(
                                    uuid,
                                    patient,
                                    link.associationType() == AssociationType.HAS_MEMBER,
                                    link.sourceObject().value(),
                                    link.targetObject().value());
                    });
            if (object instanceof Association link && link.associationType() == AssociationType.RPLC) {
                registered.deprecate(link.targetObject().value());
            }
        }
    }

    /** A study of two images whose manifest gets that class and secrecy. */
    Study study(PatientId patient, String classCode, String secret) throws Exception {
        return study(patient, patient, (uid, owner) -> {}, classCode, secret);
    }

    /** Says of a study that is yet to come whose it is. */
    @FunctionalInterface
    interface Linking {
        void link(String studyInstanceUID, PatientId owner) throws Exception;
    }

    /** A study like that, whose images name another patient than the one to whom it is linked. */
    Study study(PatientId inImages, PatientId patient, Linking linking, String classCode, String secret)
            throws Exception {
        String uid = oid();
        codes.put(patient.id(), new String[] {classCode, secret});
        linking.link(uid, patient);
        List<String> instances = ingest(inImages, uid);
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (System.nanoTime() < end) {
            var manifest = registered
                    .of(patient, "document")
                    .filter(item -> isManifest(item, classCode))
                    .toList();
            if (!manifest.isEmpty() && domain.isPublished(uid, instances.size())) {
                return new Study(patient, uid, instances, manifest.getLast());
            }
            Thread.sleep(5);
        }
        throw new AssertionError("study " + uid + " was not published");
    }

    private static boolean isManifest(Item item, String classCode) {
        return item.classCode().equals(classCode) && item.uniqueId().startsWith("2.25.");
    }

    /** A study whose manifest the repository does not take: it waits, and is judged as what it will be. */
    Study unpublished(PatientId patient) throws Exception {
        return unpublished(patient, patient, (uid, owner) -> {});
    }

    /** A study like that, whose images name another patient than the one to whom it is linked. */
    Study unpublished(PatientId inImages, PatientId patient, Linking linking) throws Exception {
        String uid = oid();
        codes.put(patient.id(), new String[0]);
        linking.link(uid, patient);
        List<String> instances = ingest(inImages, uid);
        return new Study(patient, uid, instances, Item.document("", "", patient, Domain.IMAGES, "N"));
    }

    private List<String> ingest(PatientId patient, String study) throws IOException {
        List<String> instances = List.of(study + ".1.1", study + ".1.2");
        List<byte[]> dataSets = new ArrayList<>();
        for (String instance : instances) {
            dataSets.add(image(patient, study, instance));
        }
        for (int i = 0; i < instances.size(); i++) {
            Ingest ingested = domain.archive.ingest(
                    new AnnouncedInstance(UID.CTImageStorage, instances.get(i), UID.ExplicitVRLittleEndian),
                    new ByteArrayInputStream(dataSets.get(i)));
            if (!(ingested instanceof Ingest.Stored)) {
                throw new AssertionError(ingested.toString());
            }
        }
        return instances;
    }

    private static byte[] image(PatientId patient, String study, String instance) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.writeDataSet(
                bytes,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                new Attributes()
                        .setString(Tag.SOPClassUID, UID.CTImageStorage)
                        .setString(Tag.SOPInstanceUID, instance)
                        .setString(Tag.StudyDate, "20260301")
                        .setString(Tag.StudyTime, "101500")
                        .setString(Tag.Modality, "CT")
                        .setString(Tag.PatientName, "Doe^Jane")
                        .setString(Tag.PatientID, patient.id())
                        .setString(Tag.StudyInstanceUID, study)
                        .setString(Tag.SeriesInstanceUID, study + ".1")
                        .setInt(Tag.Rows, 8)
                        .setInt(Tag.Columns, 8)
                        .setBytes(Tag.PixelData, VR.OW, new byte[128]));
        return bytes.toByteArray();
    }

    /** Recodes a manifest on its way, and notes what is registered of it; for a patient without codes it is refused. */
    private ProvideAndRegisterDocumentSetRequest coded(ProvideAndRegisterDocumentSetRequest request) {
        DocumentEntry written = DraftReader.documentEntry(
                request.submission().documentEntries().findFirst().orElseThrow());
        String[] wanted = codes.getOrDefault(written.patientId().id(), new String[0]);
        if (wanted.length == 0) {
            throw new IllegalStateException("this repository takes no manifests of " + written.patientId());
        }
        SubmissionDraft recoded = request.submission()
                .mapDocumentEntries(entry -> DraftWriter.draft(DraftReader.documentEntry(entry).toBuilder()
                        .classCode(Code.of(wanted[0], "classes", "A class"))
                        .confidentialityCode(List.of(Code.of(wanted[1], "secrets", "A secret")))
                        .build()));
        note(recoded.objects().stream().map(Contents::object).toList(), written.patientId());
        return new ProvideAndRegisterDocumentSetRequest(recoded, request.documents());
    }

    private static RegistryObject object(RegistryObjectDraft draft) {
        return DraftReader.registryObject(draft);
    }

    private static final class Text implements DocumentContent {
        private final byte[] bytes;

        Text(String text) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
