package dev.xdsi.consumer.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the evidence of a key object selection, whatever its title code, and what its Image Library says of it: classic KOS and MADO. */
public final class ManifestReader {
    /** A study of more instances is refused rather than held in memory. */
    private static final int MOST_INSTANCES = 200_000;

    private ManifestReader() {}

    /** Reads a Part 10 file; an {@link IOException} says why it is no manifest. */
    public static List<Manifest> read(InputStream part10) throws IOException {
        return read(Part10.read(part10, ReadOptions.DEFAULT).dataSet());
    }

    /** One manifest for each study of the evidence; nearly always one. */
    public static List<Manifest> read(Attributes keyObjects) throws IOException {
        if (!keyObjects.string(Tag.SOPClassUID, "").equals(UID.KeyObjectSelectionDocumentStorage)) {
            throw new DicomException("The document is no Key Object Selection Document, but "
                    + keyObjects.string(Tag.SOPClassUID, "of no SOP class"));
        }
        List<Manifest> manifests = new ArrayList<>();
        ImageLibrary library = ImageLibrary.of(keyObjects);
        int count = 0;
        for (Attributes study : keyObjects.items(Tag.CurrentRequestedProcedureEvidenceSequence)) {
            Manifest manifest = manifest(study, library);
            count += manifest.instanceCount();
            if (count > MOST_INSTANCES) {
                throw new DicomException("The manifest refers to more than " + MOST_INSTANCES + " instances");
            }
            manifests.add(manifest);
        }
        if (manifests.isEmpty()) {
            throw new DicomException("The manifest has no Current Requested Procedure Evidence Sequence");
        }
        return manifests;
    }

    private static Manifest manifest(Attributes study, ImageLibrary library) throws DicomException {
        List<ManifestSeries> series = new ArrayList<>();
        for (Attributes one : study.items(Tag.ReferencedSeriesSequence)) {
            List<ManifestInstance> instances = new ArrayList<>();
            for (Attributes instance : one.items(Tag.ReferencedSOPSequence)) {
                String uid = uid(instance, Tag.ReferencedSOPInstanceUID);
                instances.add(
                        new ManifestInstance(uid(instance, Tag.ReferencedSOPClassUID), uid, library.instance(uid)));
            }
            String uid = uid(one, Tag.SeriesInstanceUID);
            series.add(new ManifestSeries(
                    uid,
                    optional(one, Tag.RetrieveLocationUID),
                    optional(one, Tag.RetrieveURL),
                    library.series(uid),
                    instances));
        }
        StudyDescription said =
                new StudyDescription(library.series(), DisplayUri.of(study).orElse(null));
        return new Manifest(uid(study, Tag.StudyInstanceUID), series, said, null);
    }

    private static String uid(Attributes item, int tag) throws DicomException {
        String uid = item.string(tag, "");
        if (!UniqueIdentifiers.isValid(uid)) {
            throw new DicomException("The manifest has a missing or malformed UID");
        }
        return uid;
    }

    private static @Nullable String optional(Attributes item, int tag) {
        String value = item.string(tag, "");
        return value.isEmpty() ? null : value;
    }
}
