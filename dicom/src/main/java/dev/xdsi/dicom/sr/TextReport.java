package dev.xdsi.dicom.sr;

import java.util.List;

/** Writes a report as plain text, two columns further in for each level; lines of a value stand further in than any name beside it. */
final class TextReport {
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    String of(StructuredReport report) {
        for (StructuredReport.Line line : report.header()) {
            value("", line.name() + ": ", line.value(), "");
        }
        text.append('\n');
        item(report.root(), "");
        return text.toString();
    }

    private void item(ContentItem item, String indent) {
        String name = item.name().isEmpty() && item.container() ? "(no heading)" : Legible.line(item.name());
        String before = (item.number().isEmpty() ? "" : "[" + item.number() + "] ")
                + (item.relationship().isEmpty() ? "" : "(" + Legible.line(item.relationship()) + ") ");
        String remarks = item.remarks().isEmpty() ? "" : " (" + Legible.line(String.join("; ", item.remarks())) + ")";
        if (item.container()) {
            text.append(indent).append(before).append(name).append(remarks).append('\n');
        } else {
            value(indent, before + (name.isEmpty() ? "" : name + ": "), item.value(), remarks);
        }
        item.content().forEach(below -> item(below, indent + STEP));
    }

    private void value(String indent, String before, String value, String after) {
        List<String> lines = Legible.lines(value);
        text.append(indent).append(before).append(lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            text.append('\n')
                    .append(indent)
                    .append(STEP)
                    .append(STEP)
                    .append("| ")
                    .append(line);
        }
        text.append(after).append('\n');
    }
}
