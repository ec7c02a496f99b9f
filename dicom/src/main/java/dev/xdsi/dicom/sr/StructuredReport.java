package dev.xdsi.dicom.sr;

import dev.xdsi.dicom.Attributes;
import java.util.List;

/** A Structured Report, Key Object Selection Documents too (PS3.3 C.17), as people read it: all that its content tree says, and of whom. */
public final class StructuredReport {
    /** All SOP classes whose instances are content trees begin with it, the retired ones too (PS3.4 B.5). */
    private static final String SOP_CLASSES = "1.2.840.10008.5.1.4.1.1.88.";

    private final List<Line> header;
    private final ContentItem root;

    private StructuredReport(List<Line> header, ContentItem root) {
        this.header = List.copyOf(header);
        this.root = root;
    }

    /** What is said of the document, such as its patient. */
    record Line(String name, String value) {}

    /** Whether instances of the SOP class are such documents. */
    public static boolean isSopClass(String uid) {
        return uid.startsWith(SOP_CLASSES);
    }

    /** @throws UnreadableReportException where it is none, or more than can be shown whole */
    public static StructuredReport of(Attributes dataSet) throws UnreadableReportException {
        ContentReader content = new ContentReader(dataSet);
        List<Line> header = DocumentHeader.of(dataSet);
        for (Line line : header) {
            content.count(line.name().length() + line.value().length());
        }
        return new StructuredReport(header, content.root());
    }

    List<Line> header() {
        return header;
    }

    ContentItem root() {
        return root;
    }

    /** As an HTML document in UTF-8, without scripts, styles, or anything that is loaded or linked to. */
    public String html() {
        return new HtmlReport().of(this);
    }

    /** As plain text; what stands in a value is indented below its name, so that no text looks like an item. */
    public String text() {
        return new TextReport().of(this);
    }
}
