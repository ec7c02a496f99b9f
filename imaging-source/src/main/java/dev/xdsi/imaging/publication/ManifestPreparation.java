package dev.xdsi.imaging.publication;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceRole;
import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.manifest.InstanceDescription;
import dev.xdsi.imaging.manifest.KosManifest;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.ManifestBuilder;
import dev.xdsi.imaging.manifest.ManifestDocument;
import dev.xdsi.imaging.manifest.ManifestDocument.KosFile;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.manifest.StudyContents;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import dev.xdsi.imaging.metadata.MetadataJson;
import dev.xdsi.model.Code;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the manifest of a study out of what the archive holds of it. */
public final class ManifestPreparation {
    /** As large as what ingest lets into memory; the reader's own limits are for strangers. */
    private static final JsonLimits METADATA = new JsonLimits(Integer.MAX_VALUE, 20_000_000, 64);

    private final InstanceArchive archive;
    private final ManifestBuilder builder;
    private final Supplier<UUID> uuids;

    public ManifestPreparation(InstanceArchive archive, ManifestBuilder builder, Supplier<UUID> uuids) {
        this.archive = archive;
        this.builder = builder;
        this.uuids = uuids;
    }

    /** What a manifest of the study lists now: no manifests, no rejection notes, nothing that one of those rejects, no series that is held. */
    public List<StoredInstance> shared(Oid study, Set<Oid> heldSeries) {
        return archive.instances(StudyPart.study(study)).stream()
                .filter(instance -> !heldSeries.contains(instance.uids().series()))
                .filter(instance -> instance.role() == InstanceRole.CONTENT)
                .toList();
    }

    /** What others are given who may have all of the study, manifests made elsewhere too. */
    List<StoredInstance> given(Oid study) {
        return archive.instances(StudyPart.study(study));
    }

    /** Whose the study is, by what its images say together: those of some devices name no issuer. */
    PatientKey patient(Oid study, StudyHeader header) {
        PatientKey said = PatientKey.of(header.study());
        return archive.patient(study).map(said::with).orElse(said);
    }

    /**
     * What one instance of each series says, as it was noted when it came: a PACS that is away, or has others give its images, changes nothing in
     * what is said of a study.
     */
    public StudyHeader header(List<StoredInstance> instances) throws IOException {
        Map<Oid, StoredInstance> firstOfSeries = new LinkedHashMap<>();
        instances.forEach(instance -> firstOfSeries.putIfAbsent(instance.uids().series(), instance));
        Map<String, Attributes> noted = new HashMap<>();
        archive.keptMetadata(
                firstOfSeries.values().stream().map(StoredInstance::uids).toList(), metadata -> {
                    Attributes said = read(metadata);
                    noted.put(said.string(Tag.SOPInstanceUID, ""), said);
                });
        List<Attributes> headers = new ArrayList<>();
        for (StoredInstance instance : firstOfSeries.values()) {
            Attributes said = noted.get(instance.uids().sopInstance().value());
            headers.add(said == null ? unnoted(instance) : said);
        }
        return new StudyHeader(headers);
    }

    /** Of one that came before anything was noted: as it would have been. */
    private Attributes unnoted(StoredInstance instance) throws IOException {
        MetadataJson json = MetadataJson.of(
                Part10.read(archive.file(instance)).dataSet(), instance.uids().path());
        return read(json.compressed(json.vocabulary()));
    }

    private static Attributes read(InstanceMetadata metadata) throws IOException {
        try (InputStreamReader json = new InputStreamReader(metadata.open(), StandardCharsets.UTF_8)) {
            return DicomJson.read(json, METADATA, BulkDataSource.IGNORE);
        }
    }

    /** What a manifest of these instances says, and what it is about. */
    public StudyContents contents(Oid study, StudyHeader header, List<StoredInstance> instances) throws IOException {
        return new StudyContents(header, instances, builder.describesInstances() ? descriptions(instances) : Map.of());
    }

    private Map<Oid, InstanceDescription> descriptions(List<StoredInstance> instances) throws IOException {
        Map<Oid, InstanceDescription> descriptions = new HashMap<>();
        metadata(
                instances,
                said -> InstanceDescription.of(said)
                        .ifPresent(described -> descriptions.put(described.sopInstance(), described.description())));
        return descriptions;
    }

    private void metadata(Collection<StoredInstance> instances, Consumer<Attributes> reader) throws IOException {
        archive.metadata(
                instances.stream().map(StoredInstance::uids).toList(), metadata -> reader.accept(read(metadata)));
    }

    /** The header of what a manifest lists, whatever came or was rejected since it was made. */
    public StudyHeader header(Manifest manifest) throws IOException {
        Set<Oid> listed = listed(manifest);
        return header(archive.kept(StudyPart.study(manifest.study())).stream()
                .filter(instance -> listed.contains(instance.uids().sopInstance()))
                .toList());
    }

    /** The instances that a manifest lists, by their UIDs. */
    public static Set<Oid> listed(Manifest manifest) throws IOException {
        Set<Oid> listed = new HashSet<>();
        Part10.read(manifest.documents().getFirst().file().open(), ReadOptions.DEFAULT)
                .dataSet()
                .items(Tag.CurrentRequestedProcedureEvidenceSequence)
                .forEach(study -> study.items(Tag.ReferencedSeriesSequence)
                        .forEach(series -> series.items(Tag.ReferencedSOPSequence)
                                .forEach(sop -> listed.add(new Oid(sop.string(Tag.ReferencedSOPInstanceUID, ""))))));
        return listed;
    }

    public Manifest make(
            DueStudy due, PatientId patientId, StudyContents study, List<Code> confidentialityCode, Instant now)
            throws IOException {
        Withdrawal.Standing before = due.published();
        Map<ManifestKind, List<EntryUuid>> replaced = before == null ? Map.of() : before.replacedBy(builder.kinds());
        ContentHash hash = new ContentHash(patientId);
        hash.add(ConfidentialityColumn.write(confidentialityCode));
        List<ManifestDocument> documents = new ArrayList<>();
        for (ManifestKind kind : builder.kinds()) {
            Oid uniqueId = uid();
            Attributes document = builder.build(kind, study, new KosManifest.Identity(uniqueId, uid(), now), patientId);
            hash.add(document);
            documents.add(new ManifestDocument(
                    kind, uniqueId, EntryUuid.of(uuids.get()), replaced.getOrDefault(kind, List.of()), file(document)));
        }
        return new Manifest(
                due.study(), uid(), patientId, confidentialityCode, due.changes(), now, hash.hex(), documents);
    }

    private static KosFile file(Attributes document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 << 10);
        Part10.write(bytes, FileMeta.of(document, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), document);
        return new KosFile(bytes.toByteArray());
    }

    private Oid uid() {
        return new Oid(UniqueIdentifiers.of(uuids.get()));
    }
}
