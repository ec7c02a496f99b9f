package dev.xdsi.imaging.report;

import dev.xdsi.model.Code;
import dev.xdsi.transaction.DocumentContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whether content is what it is said to be: by its bytes, whatever somebody calls it. */
public final class ReportCheck {
    /** Of any report. */
    public static final long LARGEST = 256L << 20;
    /** Of plain text, which is read by people. */
    public static final long LARGEST_TEXT = 4L << 20;

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DICOM = "DICM".getBytes(StandardCharsets.US_ASCII);
    private static final int PREAMBLE = 128;

    private ReportCheck() {}

    /**
     * What it is.
     *
     * @param about whom, where it says so and was read for it
     */
    public record Checked(ReportKind kind, Code formatCode, RecordTarget about) {
        public Checked(ReportKind kind, Code formatCode) {
            this(kind, formatCode, RecordTarget.NOBODY);
        }
    }

    /** Content of a kind that is known. */
    public static Checked as(ReportKind kind, DocumentContent content) throws IOException, UnusableReportException {
        sized(content, LARGEST);
        if (kind == ReportKind.PDF) {
            if (!Arrays.equals(beginning(content, PDF.length), PDF)) {
                throw new UnusableReportException("it is no PDF: it does not begin with %PDF-");
            }
            return new Checked(kind, ReportFormat.PDF);
        }
        try (InputStream document = new BufferedInputStream(content.open())) {
            return CdaDocument.check(document);
        }
    }

    /** What was given, found out by looking: a PDF, a CDA document, or else plain text in UTF-8. */
    public static Checked found(DocumentContent content) throws IOException, UnusableReportException {
        sized(content, LARGEST);
        byte[] start = beginning(content, PREAMBLE + DICOM.length);
        if (start.length >= PDF.length && Arrays.equals(start, 0, PDF.length, PDF, 0, PDF.length)) {
            return as(ReportKind.PDF, content);
        }
        if (start.length == PREAMBLE + DICOM.length
                && Arrays.equals(start, PREAMBLE, start.length, DICOM, 0, DICOM.length)) {
            throw new UnusableReportException("it is a DICOM file: store it by C-STORE or STOW-RS");
        }
        if (looksLikeXml(start)) {
            return as(ReportKind.CDA, content);
        }
        text(content);
        return new Checked(ReportKind.TEXT, ReportFormat.TEXT);
    }

    private static void sized(DocumentContent content, long largest) throws UnusableReportException {
        if (content.length() == 0) {
            throw new UnusableReportException("it is empty");
        }
        if (content.length() > largest) {
            throw new UnusableReportException("it is larger than " + (largest >> 20) + " MiB");
        }
    }

    private static byte[] beginning(DocumentContent content, int most) throws IOException {
        try (InputStream in = content.open()) {
            return in.readNBytes(most);
        }
    }

    /** The first character that is none of the white space and no byte order mark opens an element or a declaration. */
    private static boolean looksLikeXml(byte[] start) {
        return new String(start, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip()
                .startsWith("<");
    }

    private static void text(DocumentContent content) throws IOException, UnusableReportException {
        sized(content, LARGEST_TEXT);
        char[] some = new char[8 << 10];
        try (Reader reader = new InputStreamReader(
                content.open(),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            for (int read = reader.read(some); read >= 0; read = reader.read(some)) {
                for (int i = 0; i < read; i++) {
                    if (Character.isISOControl(some[i]) && !Character.isWhitespace(some[i])) {
                        throw new UnusableReportException("it is neither PDF, CDA nor plain text");
                    }
                }
            }
        } catch (CharacterCodingException noText) {
            throw new UnusableReportException("it is neither PDF, CDA nor plain text in UTF-8", noText);
        }
    }
}
