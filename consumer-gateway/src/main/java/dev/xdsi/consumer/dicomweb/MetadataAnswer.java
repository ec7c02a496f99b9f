package dev.xdsi.consumer.dicomweb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.json.BulkDataUris;
import dev.xdsi.dicom.json.DicomJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Data sets as a JSON array that is written while they come; it begins with the first, so that until then an error can be answered. */
final class MetadataAnswer {
    static final String DICOM_JSON = "application/dicom+json";

    private final HttpServletResponse response;
    private @Nullable Writer begun;

    MetadataAnswer(HttpServletResponse response) {
        this.response = response;
    }

    /** All at once, where none is an answer too. */
    void writeAll(Iterable<Attributes> dataSets) throws IOException {
        response.setContentType(DICOM_JSON);
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        DicomJson.writeAll(dataSets, out, BulkDataUris.NONE);
        out.flush();
    }

    void add(JsonNode dataSet) throws IOException {
        next().write(dataSet.toString());
    }

    void add(Attributes dataSet, BulkDataUris uris) throws IOException {
        DicomJson.write(dataSet, next(), uris);
    }

    boolean isEmpty() {
        return begun == null;
    }

    /** Without this it is no array. */
    void finish() throws IOException {
        if (begun != null) {
            begun.write(']');
            begun.flush();
        }
    }

    private Writer next() throws IOException {
        Writer out = begun;
        if (out != null) {
            out.write(',');
            return out;
        }
        response.setContentType(DICOM_JSON);
        out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        begun = out;
        out.write('[');
        return out;
    }
}
