package dev.xdsi.dicom.sr;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a report as HTML: headings for containers, lists for what stands below them, and every text escaped. */
final class HtmlReport {
    private static final int DEEPEST_HEADING = 6;

    private final StringBuilder html = new StringBuilder();

    String of(StructuredReport report) {
        ContentItem root = report.root();
        String title = root.name().isEmpty() ? "Structured Report" : root.name();
        html.append("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(escaped(Legible.line(title)))
                .append("</title>\n</head>\n<body>\n<table>\n");
        for (StructuredReport.Line line : report.header()) {
            html.append("<tr><th align=\"left\">")
                    .append(escaped(line.name()))
                    .append("</th><td>")
                    .append(lines(line.value()))
                    .append("</td></tr>\n");
        }
        html.append("</table>\n<hr>\n");
        if (root.container()) {
            heading(root, title, 1);
            content(root.content(), 2);
        } else {
            content(List.of(root), 1);
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private void content(List<ContentItem> items, int level) {
        boolean inList = false;
        for (ContentItem item : items) {
            if (inList == item.container()) {
                html.append(inList ? "</ul>\n" : "<ul>\n");
                inList = !inList;
            }
            if (item.container()) {
                html.append("<section>\n");
                heading(item, item.name().isEmpty() ? "(no heading)" : item.name(), level);
                content(item.content(), level + 1);
                html.append("</section>\n");
            } else {
                entry(item, level);
            }
        }
        if (inList) {
            html.append("</ul>\n");
        }
    }

    private void heading(ContentItem item, String name, int level) {
        String tag = "h" + Math.min(level, DEEPEST_HEADING);
        html.append('<')
                .append(tag)
                .append('>')
                .append(before(item))
                .append(lines(name))
                .append(remarks(item));
        html.append("</").append(tag).append(">\n");
    }

    private void entry(ContentItem item, int level) {
        html.append("<li>").append(before(item));
        if (!item.name().isEmpty()) {
            html.append("<b>").append(lines(item.name())).append("</b>: ");
        }
        html.append(lines(item.value())).append(remarks(item));
        if (!item.content().isEmpty()) {
            html.append('\n');
            content(item.content(), level);
        }
        html.append("</li>\n");
    }

    private static String before(ContentItem item) {
        return (item.number().isEmpty() ? "" : "[" + escaped(item.number()) + "] ")
                + (item.relationship().isEmpty() ? "" : "<i>" + escaped(Legible.line(item.relationship())) + "</i> ");
    }

    private static String remarks(ContentItem item) {
        return item.remarks().stream()
                .map(remark -> " <small>(" + escaped(Legible.line(remark)) + ")</small>")
                .collect(Collectors.joining());
    }

    /** Apart from what stands around it, so that text from right to left moves nothing else. */
    private static String lines(String text) {
        return Legible.lines(text).stream()
                .map(HtmlReport::escaped)
                .collect(Collectors.joining("<br>\n", "<bdi>", "</bdi>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
