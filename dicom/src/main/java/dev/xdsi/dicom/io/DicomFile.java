package dev.xdsi.dicom.io;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a DICOM file holds (PS3.10 section 7).
 *
 * @param fileMeta the File Meta Information, empty if the file has none
 * @param dataSetOffset the byte at which the data set starts
 */
public record DicomFile(Attributes fileMeta, TransferSyntax transferSyntax, Attributes dataSet, long dataSetOffset) {
    /** Pixel Data, Float Pixel Data or Double Float Pixel Data, if the data set has any. */
    public Optional<Element> pixelData() {
        return dataSet.element(Tag.PixelData)
                .or(() -> dataSet.element(Tag.FloatPixelData))
                .or(() -> dataSet.element(Tag.DoubleFloatPixelData));
    }

    /** The fragments of encapsulated pixel data without the Basic Offset Table, each where it lies in the file. */
    public List<BulkData> pixelFragments() {
        return pixelData()
                .filter(element -> element.value() instanceof Value.Fragments)
                .map(element -> ((Value.Fragments) element.value()).items())
                .map(items -> items.subList(Math.min(1, items.size()), items.size()))
                .orElse(List.of());
    }
}
