package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.json.BulkDataUris;
import dev.xdsi.dicom.json.DicomJson;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** One instance's DICOM JSON without bulk data (PS3.18 F.2), compressed as it is kept. Made once, when the instance comes. */
public final class InstanceMetadata {
    private static final Set<Integer> PIXELS =
            Set.of(Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData, Tag.OverlayData, Tag.WaveformData);

    private final byte[] gzip;

    /** Takes the array as it is: who made it must not change it. */
    public InstanceMetadata(byte[] gzip) {
        this.gzip = gzip;
    }

    static InstanceMetadata of(Attributes dataSet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 << 10);
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8))) {
            DicomJson.write(withoutBulk(dataSet), out, BulkDataUris.NONE);
        }
        return new InstanceMetadata(bytes.toByteArray());
    }

    /** Pixels, however few, and whatever was too large to be read into memory, at any depth. */
    private static Attributes withoutBulk(Attributes dataSet) {
        Attributes light = new Attributes();
        dataSet.stream().filter(element -> !PIXELS.contains(element.tag())).forEach(element -> {
            switch (element.value()) {
                case Value.Inline ignored -> light.set(element);
                case Value.Items(List<Attributes> items) ->
                    light.set(new Element(
                            element.tag(),
                            VR.SQ,
                            new Value.Items(items.stream()
                                    .map(InstanceMetadata::withoutBulk)
                                    .toList())));
                case Value.Bulk ignored -> {}
                case Value.Fragments ignored -> {}
            }
        });
        return light;
    }

    byte[] gzip() {
        return gzip;
    }

    /** The JSON object in UTF-8. */
    public InputStream open() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzip));
    }
}
