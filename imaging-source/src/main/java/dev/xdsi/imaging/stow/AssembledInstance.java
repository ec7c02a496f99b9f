package dev.xdsi.imaging.stow;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An instance put together from metadata and bulk data that came apart (PS3.18 10.5.2), in the transfer syntax of its pixels. */
record AssembledInstance(Attributes dataSet, String transferSyntaxUID) {
    /** What a media type of compressed pixels stands for when no parameter says more (PS3.18 table 8.7.3-5). */
    private static final Map<String, String> SYNTAXES = Map.of(
            "image/jpeg", UID.JPEGLosslessSV1,
            "image/dicom-rle", UID.RLELossless,
            "image/jls", UID.JPEGLSLossless,
            "image/jp2", UID.JPEG2000Lossless,
            "image/jphc", UID.HTJ2KLossless);

    /** A value whose bytes come in another part. */
    record Elsewhere(String location) implements BulkData {
        @Override
        public long length() {
            return 1;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("the value is in another part");
        }
    }

    /** @throws DicomException where a value is missing, or is none that can stand there */
    static AssembledInstance of(Attributes metadata, Upload upload) throws IOException {
        String syntax = syntax(metadata, upload);
        Attributes dataSet = resolved(metadata, upload, true);
        if (hasTextBeyondAscii(dataSet) && !dataSet.hasValue(Tag.SpecificCharacterSet)) {
            dataSet.setString(Tag.SpecificCharacterSet, "ISO_IR 192");
        }
        return new AssembledInstance(dataSet, syntax);
    }

    private static String syntax(Attributes metadata, Upload upload) throws DicomException {
        List<Upload.Part> pixels = metadata.element(Tag.PixelData)
                .map(Element::value)
                .filter(value -> value instanceof Value.Bulk(Elsewhere ignored))
                .map(value -> parts((Value.Bulk) value, upload))
                .orElse(List.of());
        List<String> syntaxes = pixels.stream()
                .map(part -> part.type().parameter("transfer-syntax").isEmpty()
                        ? SYNTAXES.getOrDefault(part.type().type(), UID.ExplicitVRLittleEndian)
                        : part.type().parameter("transfer-syntax"))
                .distinct()
                .toList();
        if (syntaxes.size() > 1) {
            throw new DicomException("the frames of an image come in several transfer syntaxes");
        }
        String syntax = syntaxes.isEmpty() ? UID.ExplicitVRLittleEndian : syntaxes.getFirst();
        boolean usable = Oid.isValid(syntax)
                && (TransferSyntax.of(syntax).encapsulated()
                        ? pixels.stream().allMatch(part -> isCompressed(part.type()))
                        : syntax.equals(UID.ExplicitVRLittleEndian));
        if (!usable) {
            throw new DicomException("pixels come in a transfer syntax in which no media type has them");
        }
        return syntax;
    }

    /** Bytes of no media type of their own are what they are only when they say so. */
    private static boolean isCompressed(MediaType type) {
        String syntax = type.parameter("transfer-syntax");
        return syntax.isEmpty()
                ? SYNTAXES.containsKey(type.type())
                : Oid.isValid(syntax) && TransferSyntax.of(syntax).encapsulated();
    }

    private static List<Upload.Part> parts(Value.Bulk bulk, Upload upload) {
        return bulk.data() instanceof Elsewhere(String location) ? upload.at(location) : List.of();
    }

    private static Attributes resolved(Attributes metadata, Upload upload, boolean outermost) throws IOException {
        Attributes dataSet = new Attributes();
        for (Element element : metadata) {
            int tag = element.tag();
            if (Tags.group(tag) == 2 || (outermost && tag == Tag.AvailableTransferSyntaxUID)) {
                continue;
            }
            switch (element.value()) {
                case Value.Items(List<Attributes> items) -> {
                    List<Attributes> all = new ArrayList<>();
                    for (Attributes item : items) {
                        all.add(resolved(item, upload, false));
                    }
                    dataSet.setItems(tag, all);
                }
                case Value.Bulk bulk ->
                    dataSet.set(new Element(tag, element.vr(), value(element, bulk, upload, outermost)));
                default -> dataSet.set(element);
            }
        }
        return dataSet;
    }

    private static boolean hasTextBeyondAscii(Attributes dataSet) {
        boolean[] found = new boolean[1];
        dataSet.walk((item, element, depth) ->
                found[0] |= element.value() instanceof Value.Bulk(TextElsewhere text) && text.isBeyondAscii());
        return found[0];
    }

    private static Value value(Element element, Value.Bulk bulk, Upload upload, boolean outermost) throws IOException {
        List<Upload.Part> parts = parts(bulk, upload);
        if (parts.isEmpty()) {
            throw new DicomException(Tags.toString(element.tag()) + " names bulk data that did not come");
        }
        boolean compressed = parts.stream().anyMatch(part -> isCompressed(part.type()));
        if (compressed && outermost && element.tag() == Tag.PixelData && element.vr() != VR.UN) {
            return new Value.Fragments(Stream.concat(
                            Stream.of(BulkData.of(new byte[0])), parts.stream().map(Upload.Part::data))
                    .toList());
        }
        if (parts.size() > 1) {
            throw new DicomException(Tags.toString(element.tag()) + " has several parts and is no compressed image");
        }
        return new Value.Bulk(checked(element, parts.getFirst().data()));
    }

    /** What stands for text or numbers must be such: else the image that is told to be stored would have other values, or none. */
    private static BulkData checked(Element element, BulkData data) throws IOException {
        VR vr = element.vr();
        if (vr.isNumber() && data.length() % vr.wordSize() != 0) {
            throw new DicomException(Tags.toString(element.tag()) + " has bulk data that end within a number");
        }
        if (element.tag() == Tag.SpecificCharacterSet) {
            throw new DicomException(Tags.toString(element.tag()) + " is no bulk data: the metadata are in Unicode");
        }
        return vr.isText() ? TextElsewhere.of(element, data) : data;
    }

    AnnouncedInstance announced(@Nullable String study) {
        return new AnnouncedInstance(
                dataSet.string(Tag.SOPClassUID, ""), dataSet.string(Tag.SOPInstanceUID, ""), transferSyntaxUID, study);
    }

    /** The data set as a file in its transfer syntax. */
    Path write(Upload upload) throws IOException {
        return upload.write(out -> Part10.writeDataSet(out, TransferSyntax.of(transferSyntaxUID), dataSet));
    }
}
