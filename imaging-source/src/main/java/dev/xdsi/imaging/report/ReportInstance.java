package dev.xdsi.imaging.report;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadLimits;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.imaging.archive.HeldContent;
import dev.xdsi.imaging.archive.HeldInstance;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An instance that is a report.
 *
 * @param dataSet without the document that it holds
 * @param is what the document is, by its bytes
 * @param body the document
 */
public record ReportInstance(
        StoredInstance instance, Attributes dataSet, ReportCheck.Checked is, DocumentContent body) {
    private static final String COMPLETE = "COMPLETE";
    private static final int LARGEST_HEADER = 2 << 20;
    private static final int MOST_ELEMENTS = 20_000;
    private static final ReadOptions HEADER = ReadOptions.DEFAULT.within(new ReadLimits(
            ReadLimits.DEFAULT.inlineLength(),
            LARGEST_HEADER,
            MOST_ELEMENTS,
            ReadLimits.DEFAULT.depth(),
            ReadLimits.DEFAULT.inflation()));

    /** @throws UnusableReportException where it is no report that can be published */
    public static ReportInstance read(StoredInstance instance, InstanceArchive archive)
            throws IOException, UnusableReportException {
        ReportKind kind =
                ReportKind.of(instance).orElseThrow(() -> new UnusableReportException("its SOP class is no report's"));
        try (HeldInstance held = archive.hold(instance)) {
            return read(kind, held).streamedFrom(archive);
        }
    }

    private static ReportInstance read(ReportKind kind, HeldInstance held) throws IOException, UnusableReportException {
        StoredInstance instance = held.instance();
        WholeFile file = new WholeFile(held.file(), instance.file().length());
        if (Files.size(file.path()) != file.length()) {
            throw new IOException("the file of an instance is not as long as it was: " + file.path());
        }
        if (kind == ReportKind.SR) {
            return structured(instance, header(file, HEADER.until(Tag.ContentSequence)), file);
        }
        Attributes dataSet = header(file, HEADER);
        EncapsulatedDocument document = EncapsulatedDocument.of(dataSet, kind);
        return new ReportInstance(instance, dataSet, ReportCheck.as(kind, document), document);
    }

    /** Its document is sent later, perhaps after many others: the file is here again then, and as long as it takes. */
    private ReportInstance streamedFrom(InstanceArchive archive) {
        return new ReportInstance(instance, dataSet, is, new HeldContent(archive, instance, body));
    }

    private static Attributes header(WholeFile file, ReadOptions options) throws IOException, UnusableReportException {
        try {
            return Part10.read(file.path(), options).dataSet();
        } catch (DicomException large) {
            throw new UnusableReportException("there is too much in it apart from the report", large);
        }
    }

    /** Completion Flag (0040,A491): what is said in parts is not published. */
    private static ReportInstance structured(StoredInstance instance, Attributes dataSet, DocumentContent file)
            throws UnusableReportException {
        if (!dataSet.string(Tag.CompletionFlag, "").strip().equals(COMPLETE)) {
            throw new UnusableReportException("its Completion Flag does not say that it is complete");
        }
        if (file.length() > ReportCheck.LARGEST) {
            throw new UnusableReportException("it is too large");
        }
        String sopClass = instance.sopClassUID().value();
        String name = UniqueIdentifiers.entry(sopClass)
                .map(UniqueIdentifiers.Entry::keyword)
                .orElse(sopClass);
        return new ReportInstance(
                instance,
                dataSet,
                new ReportCheck.Checked(ReportKind.SR, ReportFormat.ofSopClass(sopClass, name)),
                file);
    }

    /** The Part 10 file as it is kept. */
    private record WholeFile(Path path, long length) implements DocumentContent {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /** SOP Instance UID. */
    public String key() {
        return instance.uids().sopInstance().value();
    }

    /** Document Title (0042,0010), else the name of its concept; empty where it has neither. */
    public Optional<String> title() {
        return text(dataSet, Tag.DocumentTitle)
                .or(() -> dataSet.item(Tag.ConceptNameCodeSequence).flatMap(code -> text(code, Tag.CodeMeaning)));
    }

    /** The SOP Instance UIDs in Predecessor Documents Sequence (0040,A360): it takes their place. */
    public Set<String> predecessors() {
        return dataSet.items(Tag.PredecessorDocumentsSequence).stream()
                .flatMap(study -> study.items(Tag.ReferencedSeriesSequence).stream())
                .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
                .flatMap(reference -> text(reference, Tag.ReferencedSOPInstanceUID).stream())
                .filter(Oid::isValid)
                .filter(uid -> !uid.equals(key()))
                .collect(Collectors.toSet());
    }

    /**
     * Whether it is a later version of another, without saying so: encapsulated in the same series under the same Instance Number and the same
     * Document Title. Which is the later their Content Date and Time (0008,0023), (0008,0033) say, for versions do not always come in their
     * order. Where a title or a number is missing nobody can know, and both stand.
     *
     * @param cameLater counts where the two do not say when they were made, or say the same
     */
    public boolean isLaterVersionOf(ReportInstance other, boolean cameLater) {
        if (is.kind() == ReportKind.SR
                || is.kind() != other.is.kind()
                || !instance.uids().series().equals(other.instance.uids().series())
                || !isSame(Tag.InstanceNumber, other)
                || !isSame(Tag.DocumentTitle, other)) {
            return false;
        }
        int order = made().compareTo(other.made());
        boolean known =
                order != 0 && !made().startsWith(other.made()) && !other.made().startsWith(made());
        return known ? order > 0 : cameLater;
    }

    /** The digits of its date and time as far as they go; empty where it has none. */
    private String made() {
        String date = dataSet.string(Tag.ContentDate, "").replaceAll("[^0-9]", "");
        String time = dataSet.string(Tag.ContentTime, "").replaceAll("[^0-9]", "");
        return date.length() == 8 ? date + time : "";
    }

    private boolean isSame(int tag, ReportInstance other) {
        return text(dataSet, tag).isPresent() && text(dataSet, tag).equals(text(other.dataSet, tag));
    }

    private static Optional<String> text(Attributes item, int tag) {
        return item.string(tag).map(String::strip).filter(text -> !text.isEmpty());
    }
}
