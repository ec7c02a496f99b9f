package dev.xdsi.dicom.json;

import dev.xdsi.dicom.Attributes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Data sets as {@code application/dicom+json} (PS3.18 Annex F), in Unicode whatever their character set. */
public final class DicomJson {
    private DicomJson() {}

    /** One data set as a JSON object. */
    public static void write(Attributes dataSet, Writer out, BulkDataUris uris) throws IOException {
        new DicomJsonWriter(new JsonOutput(out), uris).write(dataSet);
    }

    /** Data sets as a JSON array, as DICOMweb answers them. */
    public static void writeAll(Iterable<Attributes> dataSets, Writer out, BulkDataUris uris) throws IOException {
        JsonOutput json = new JsonOutput(out).begin('[');
        DicomJsonWriter writer = new DicomJsonWriter(json, uris);
        for (Attributes dataSet : dataSets) {
            writer.write(dataSet);
        }
        json.end(']');
    }

    /** One data set without large values as a JSON object in a string. */
    public static String toString(Attributes dataSet) {
        StringWriter out = new StringWriter();
        try {
            write(dataSet, out, BulkDataUris.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException("a value that lies elsewhere cannot be read", e);
        }
        return out.toString();
    }

    /** Reads one data set from a JSON object. */
    public static Attributes read(Reader in, JsonLimits limits, BulkDataSource bulkData) throws IOException {
        JsonInput json = new JsonInput(in, limits.characters());
        Attributes dataSet = new DicomJsonReader(json, limits, bulkData).readDataSet();
        json.expectEnd();
        return dataSet;
    }

    /** Reads the data sets of a JSON array; an object alone is one. */
    public static List<Attributes> readAll(InputStream in, JsonLimits limits, BulkDataSource bulkData)
            throws IOException {
        JsonInput json = new JsonInput(new InputStreamReader(in, StandardCharsets.UTF_8), limits.characters());
        List<Attributes> dataSets = new DicomJsonReader(json, limits, bulkData).readDataSets();
        json.expectEnd();
        return dataSets;
    }

    /** Reads one data set whose large values are left out. */
    public static Attributes parse(String json) throws IOException {
        return read(new StringReader(json), JsonLimits.DEFAULT, BulkDataSource.IGNORE);
    }
}
