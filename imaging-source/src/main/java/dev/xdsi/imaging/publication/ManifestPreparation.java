package dev.xdsi.imaging.publication;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceRole;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.manifest.KosManifest;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.Manifest.Ids;
import dev.xdsi.imaging.manifest.Manifest.KosFile;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes the manifest of a study out of what the archive holds of it. */
public final class ManifestPreparation {
    private final InstanceArchive archive;
    private final KosManifest kos;
    private final Supplier<UUID> uuids;

    public ManifestPreparation(InstanceArchive archive, KosManifest kos, Supplier<UUID> uuids) {
        this.archive = archive;
        this.kos = kos;
        this.uuids = uuids;
    }

    /** What a manifest of the study lists now: no manifests, no rejection notes, nothing that one of those rejects, no series that is held. */
    List<StoredInstance> shared(Oid study, Set<Oid> heldSeries) {
        return content(archive.instances(StudyPart.study(study))).stream()
                .filter(instance -> !heldSeries.contains(instance.uids().series()))
                .toList();
    }

    /** The same with what has been rejected since. */
    List<StoredInstance> everShared(Oid study) {
        return content(archive.kept(StudyPart.study(study)));
    }

    private static List<StoredInstance> content(List<StoredInstance> instances) {
        return instances.stream()
                .filter(instance -> instance.role() == InstanceRole.CONTENT)
                .toList();
    }

    /** Reads one instance of each series, without its pixels. */
    StudyHeader header(List<StoredInstance> instances) throws IOException {
        Map<Oid, StoredInstance> firstOfSeries = new LinkedHashMap<>();
        instances.forEach(instance -> firstOfSeries.putIfAbsent(instance.uids().series(), instance));
        List<Attributes> headers = new ArrayList<>();
        for (StoredInstance instance : firstOfSeries.values()) {
            headers.add(Part10.read(archive.file(instance)).dataSet());
        }
        return new StudyHeader(headers);
    }

    Manifest make(DueStudy due, PatientId patientId, List<StoredInstance> instances, StudyHeader header, Instant now)
            throws IOException {
        Ids ids = new Ids(uid(), EntryUuid.of(uuids.get()), uid());
        Attributes document =
                kos.build(header, instances, new KosManifest.Identity(ids.documentUniqueId(), uid(), now));
        Withdrawal.Standing before = due.published();
        EntryUuid replaces = before == null ? null : before.entryUUID();
        return new Manifest(due.study(), ids, patientId, due.changes(), now, replaces, file(document));
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
