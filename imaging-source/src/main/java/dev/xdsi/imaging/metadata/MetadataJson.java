package dev.xdsi.imaging.metadata;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.json.DicomJson;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * What an instance says as DICOM JSON (PS3.18 F.2), with relative URIs in place of bulk data. Made once, when the instance comes, and kept
 * compressed as {@link InstanceMetadata}.
 */
public final class MetadataJson {
    private static final Set<Integer> PIXELS =
            Set.of(Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData, Tag.WaveformData);
    /** Overlays stand in any of sixteen groups (PS3.5 7.6). */
    private static final int REPEATING = 0xFF00FFFF;
    /** Nothing further back is referred to (RFC 1951 2). */
    private static final int VOCABULARY = 32 << 10;

    private final byte[] utf8;

    /** Takes the array as it is: who made it must not change it. */
    public MetadataJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** @param instance its place among the DICOMweb resources, without a slash at either end */
    public static MetadataJson of(Attributes dataSet, String instance) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 << 10);
        try (Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            DicomJson.write(
                    dataSet,
                    out,
                    (path, element) ->
                            isBulk(element) ? Optional.of(instance + "/bulkdata/" + path) : Optional.empty());
        }
        return new MetadataJson(bytes.toByteArray());
    }

    /** Pixels, however few, and whatever was too large to be read into memory, at any depth. */
    public static boolean isBulk(Element element) {
        return PIXELS.contains(element.tag())
                || (element.tag() & REPEATING) == Tag.OverlayData
                || element.value() instanceof Value.Bulk
                || element.value() instanceof Value.Fragments;
    }

    /** With which those of its series are compressed, when it is the first of them. */
    public byte[] vocabulary() {
        return Arrays.copyOf(utf8, Math.min(utf8.length, VOCABULARY));
    }

    /** Whether what was kept of an instance says the same. */
    public boolean isKeptAs(InstanceMetadata kept) throws IOException {
        try (InputStream before = kept.open()) {
            return Arrays.equals(utf8, before.readAllBytes());
        }
    }

    /** Compressed by what is said in the series anyway: of most images of a series little more than their numbers is left. */
    public InstanceMetadata compressed(byte[] vocabulary) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setDictionary(vocabulary);
        CRC32 sum = new CRC32();
        sum.update(utf8);
        try (DataOutputStream all = new DataOutputStream(kept)) {
            DeflaterOutputStream deflating = new DeflaterOutputStream(all, deflater);
            deflating.write(utf8);
            deflating.finish();
            all.writeInt((int) sum.getValue());
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not take bytes", impossible);
        } finally {
            deflater.end();
        }
        return new InstanceMetadata(kept.toByteArray(), vocabulary);
    }
}
