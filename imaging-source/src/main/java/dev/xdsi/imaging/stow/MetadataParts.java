package dev.xdsi.imaging.stow;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.dicom.web.MultipartReader.Part;
import dev.xdsi.dicom.xml.NativeDicomModel;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request that brings metadata apart from their bulk data (PS3.18 10.5.2): data sets as JSON or XML, and values by their locations. */
final class MetadataParts {
    static final Set<String> TYPES = Set.of("application/dicom+json", "application/json", "application/dicom+xml");

    private static final JsonLimits LIMITS = new JsonLimits(16L << 20, 500_000, 64);
    private static final int MOST_PARTS = 50_000;
    private static final int MOST_DATA_SETS = 10_000;
    private static final BulkDataSource ELSEWHERE = uri -> Optional.of(new AssembledInstance.Elsewhere(uri));

    private final Upload upload;
    private final List<Attributes> dataSets = new ArrayList<>();
    private long budget = LIMITS.characters();

    MetadataParts(Upload upload) {
        this.upload = upload;
    }

    /** All data sets, once every part is taken in. */
    List<Attributes> readAll(MultipartReader parts) throws IOException {
        int count = 0;
        for (Optional<Part> part = parts.next(); part.isPresent(); part = parts.next()) {
            if (++count > MOST_PARTS) {
                throw new IOException("more than " + MOST_PARTS + " parts");
            }
            MediaType type = type(part.get().headers().get("content-type"));
            if (TYPES.contains(type.type())) {
                read(type.type(), part.get().body());
            } else {
                upload.add(
                        part.get().headers().getOrDefault("content-location", ""),
                        type,
                        part.get().body());
            }
        }
        return dataSets;
    }

    /** Those of a body that is no multipart, and brings no bulk data. */
    List<Attributes> readAlone(String type, InputStream body) throws IOException {
        read(type, body);
        return dataSets;
    }

    private static MediaType type(@Nullable String written) {
        return MediaType.parse(written == null ? "application/octet-stream" : written)
                .orElseGet(() -> MediaType.parse("application/octet-stream").orElseThrow());
    }

    private void read(String type, InputStream body) throws IOException {
        InputStream counted = new Counted(body);
        if (type.endsWith("xml")) {
            dataSets.add(NativeDicomModel.read(counted, LIMITS, ELSEWHERE));
        } else {
            dataSets.addAll(DicomJson.readAll(counted, LIMITS, ELSEWHERE));
        }
        if (dataSets.size() > MOST_DATA_SETS) {
            throw new DicomException("more than " + MOST_DATA_SETS + " data sets come at once");
        }
    }

    /** All metadata of a request together have a limit, for they are held. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            budget -= Math.max(0, read);
            if (budget < 0) {
                throw new DicomException("the metadata are longer than is taken at once");
            }
            return read;
        }
    }
}
