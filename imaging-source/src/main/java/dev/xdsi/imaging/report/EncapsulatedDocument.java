package dev.xdsi.imaging.report;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.BoundedStream;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** The document in an Encapsulated Document object (PS3.3 C.24.2), streamed from where it lies, without what makes its length even. */
record EncapsulatedDocument(BulkData value, long length) implements DocumentContent {

    /** @throws UnusableReportException where the object contradicts itself */
    static EncapsulatedDocument of(Attributes dataSet, ReportKind kind) throws IOException, UnusableReportException {
        String mimeType = dataSet.string(Tag.MIMETypeOfEncapsulatedDocument, "").strip();
        if (!mimeType.equalsIgnoreCase(kind.mimeType())) {
            throw new UnusableReportException("its MIME Type of Encapsulated Document is not " + kind.mimeType());
        }
        BulkData value = dataSet.element(Tag.EncapsulatedDocument)
                .flatMap(EncapsulatedDocument::bytes)
                .filter(bytes -> bytes.length() > 0)
                .orElseThrow(() -> new UnusableReportException("it is empty"));
        return new EncapsulatedDocument(value, length(dataSet, value));
    }

    private static Optional<BulkData> bytes(Element element) {
        return switch (element.value()) {
            case Value.Inline inline -> Optional.of(BulkData.of(inline.bytes()));
            case Value.Bulk(BulkData bulk) -> Optional.of(bulk);
            default -> Optional.empty();
        };
    }

    /** Encapsulated Document Length (0042,0015); of objects of before there was one, a NUL at an even end pads (PS3.5 6.2). */
    private static long length(Attributes dataSet, BulkData value) throws IOException, UnusableReportException {
        OptionalLong declared = dataSet.longInteger(Tag.EncapsulatedDocumentLength);
        if (declared.isEmpty()) {
            return endsWithNul(value) ? value.length() - 1 : value.length();
        }
        long length = declared.getAsLong();
        if (length == 0) {
            throw new UnusableReportException("it is empty");
        }
        if (length > value.length() || value.length() - length > 1) {
            throw new UnusableReportException("its Encapsulated Document Length is not that of its document");
        }
        return length;
    }

    private static boolean endsWithNul(BulkData value) throws IOException {
        try (InputStream in = value.open()) {
            in.skipNBytes(value.length() - 1);
            return in.read() == 0;
        }
    }

    @Override
    public InputStream open() throws IOException {
        return new BoundedStream(value.open(), length);
    }
}
