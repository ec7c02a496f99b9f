package dev.xdsi.repository.ondemand.imagingsummary;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** The pages of a summary: whom it is about and when it was made on each of them, and a table of studies. */
final class SummaryPdf implements Closeable {
    private static final String TITLE = "Imaging summary";
    private static final PDRectangle PAGE = PDRectangle.A4;
    private static final float MARGIN = 40;
    private static final float HEADING = 16;
    private static final float GAP = 6;
    private static final float ABOVE_TABLE = HEADING + 6 * TableLine.LINE + 3 * GAP;
    private static final List<String> HEADINGS =
            List.of("Date (UTC)", "Modality", "Description", "Institution", "Accession");

    private final PDDocument document = new PDDocument();
    private final Glyphs glyphs;
    private final SummarizedPatient patient;
    private final Instant now;

    SummaryPdf(SummarizedPatient patient, Instant now) throws IOException {
        this.glyphs = new Glyphs(document);
        this.patient = patient;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    void write(List<SummarizedStudy> studies, OutputStream out) throws IOException {
        List<TableLine> rows = new ArrayList<>();
        for (SummarizedStudy study : studies) {
            rows.add(TableLine.of(study.cells(), glyphs));
        }
        List<List<TableLine>> pages = paginated(rows);
        for (int i = 0; i < pages.size(); i++) {
            page(pages.get(i), studies.size(), (i + 1) + " / " + pages.size());
        }
        document.getDocumentInformation().setTitle(TITLE);
        document.getDocumentInformation().setCreationDate(GregorianCalendar.from(now.atZone(ZoneOffset.UTC)));
        document.save(out);
    }

    /** At least one page, and one row on each, however high it is. */
    private static List<List<TableLine>> paginated(List<TableLine> rows) {
        float room = PAGE.getHeight() - 2 * MARGIN - ABOVE_TABLE;
        List<List<TableLine>> pages = new ArrayList<>();
        List<TableLine> page = new ArrayList<>();
        float used = 0;
        for (TableLine row : rows) {
            if (!page.isEmpty() && used + row.height() > room) {
                pages.add(page);
                page = new ArrayList<>();
                used = 0;
            }
            page.add(row);
            used += row.height();
        }
        pages.add(page);
        return pages;
    }

    private void page(List<TableLine> rows, int studies, String number) throws IOException {
        PDPage page = new PDPage(PAGE);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            float y = PAGE.getHeight() - MARGIN - HEADING;
            text(content, MARGIN, y, HEADING, TITLE);
            y -= GAP;
            for (String line : about(studies)) {
                y -= TableLine.LINE;
                text(content, MARGIN, y, TableLine.SIZE, line);
            }
            y -= TableLine.LINE + GAP;
            row(content, y, TableLine.of(HEADINGS, glyphs));
            y -= GAP;
            content.moveTo(MARGIN, y);
            content.lineTo(PAGE.getWidth() - MARGIN, y);
            content.stroke();
            y -= TableLine.LINE;
            for (TableLine row : rows) {
                row(content, y, row);
                y -= row.height();
            }
            text(content, MARGIN, MARGIN - TableLine.LINE, TableLine.SIZE, number);
        }
    }

    private List<String> about(int studies) {
        return List.of(
                Stream.of(patient.name(), patient.birthDate(), patient.sex())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", ")),
                "Patient identifier " + patient.id(),
                studies + (studies == 1 ? " study" : " studies") + ", as registered on " + now
                        + " and as far as the reader may see them");
    }

    private void row(PDPageContentStream content, float y, TableLine row) throws IOException {
        float x = MARGIN;
        for (int i = 0; i < row.cells().size(); i++) {
            List<String> lines = row.cells().get(i);
            for (int line = 0; line < lines.size(); line++) {
                text(content, x, y - line * TableLine.LINE, TableLine.SIZE, lines.get(line));
            }
            x += TableLine.width(i);
        }
    }

    private void text(PDPageContentStream content, float x, float y, float size, String text) throws IOException {
        content.beginText();
        content.setFont(glyphs.font(), size);
        content.newLineAtOffset(x, y);
        content.showText(glyphs.shown(text));
        content.endText();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
