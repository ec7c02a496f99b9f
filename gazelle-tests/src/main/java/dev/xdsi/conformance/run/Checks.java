package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Part;
import dev.xdsi.conformance.wire.Xml;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code expect} may say of an answer, by its keys. */
final class Checks {
    private static final String MTOM =
            "multipart/related with type application/xop+xml, start-info application/soap+xml, start, boundary";

    private static final Map<String, Check> ALL = Map.ofEntries(
            Map.entry("http", (wanted, answer) -> List.of(status(wanted.toString(), answer))),
            Map.entry(
                    "type",
                    (wanted, answer) ->
                            List.of(begins("Content-Type", wanted.toString(), answer.header("content-type")))),
            Map.entry("header", Checks::headers),
            Map.entry("form", (wanted, answer) -> List.of(form(wanted.toString(), answer))),
            Map.entry(
                    "action",
                    (wanted, answer) -> List.of(Finding.of(
                            "wsa:Action", wanted.toString(), xml(answer).text("/s:Envelope/s:Header/wsa:Action")))),
            Map.entry(
                    "relatesTo",
                    (wanted, answer) -> List.of(Finding.of(
                            "wsa:RelatesTo",
                            wanted.toString(),
                            xml(answer).text("/s:Envelope/s:Header/wsa:RelatesTo")))),
            Map.entry(
                    "status",
                    (wanted, answer) -> List.of(Finding.of(
                            "status", statusUrn(wanted.toString()), xml(answer).text("/s:Envelope/s:Body//@status")))),
            Map.entry("errors", (wanted, answer) -> List.of(errors(wanted, answer))),
            Map.entry("fault", (wanted, answer) -> List.of(fault(wanted.toString(), answer))),
            Map.entry("xpath", Checks::xpaths),
            Map.entry("xpathList", Checks::xpathLists),
            Map.entry("json", Checks::jsons),
            Map.entry(
                    "parts",
                    (wanted, answer) -> List.of(Finding.of(
                            "attachments",
                            wanted.toString(),
                            Integer.toString(answer.parts().size())))),
            Map.entry("documents", Checks::documents),
            Map.entry("dicom", Checks::dicoms),
            Map.entry("dataSets", (wanted, answer) -> List.of(DataSets.compared(wanted, answer))),
            Map.entry(
                    "sha1",
                    (wanted, answer) -> List.of(Finding.of(
                            "SHA-1 of the body",
                            wanted.toString(),
                            answer.body().sha1()))),
            Map.entry("contains", (wanted, answer) -> List.of(contains(wanted.toString(), answer))),
            Map.entry("absent", (wanted, answer) -> List.of(absent(wanted.toString(), answer))));

    private Checks() {}

    /** Compares an answer with what is wanted of it. */
    private interface Check {
        List<Finding> findings(Object wanted, Answer answer) throws IOException;
    }

    /** @param expect as the step says it, names resolved; an empty text asks nothing */
    static List<Finding> findings(Map<String, Object> expect, Exchange exchange) {
        Map<String, Object> all = new TreeMap<>(exchange.defaults());
        all.putAll(expect);
        List<Finding> findings = new ArrayList<>();
        all.forEach((key, wanted) -> {
            @Nullable Check check = ALL.get(key);
            if (check == null) {
                throw new BadCaseException("expect has no key " + key);
            }
            if (!wanted.equals("")) {
                findings.addAll(judged(key, check, wanted, exchange.answer()));
            }
        });
        return findings;
    }

    private static List<Finding> judged(String key, Check check, Object wanted, Answer answer) {
        try {
            return check.findings(wanted, answer);
        } catch (IOException unreadable) {
            return List.of(new Finding(key, wanted.toString(), String.valueOf(unreadable.getMessage()), false));
        }
    }

    static Xml xml(Answer answer) throws IOException {
        return Xml.of(answer.body().text());
    }

    /** {@code 200}, or {@code 4xx} for any of its kind. */
    private static Finding status(String wanted, Answer answer) {
        String found = Integer.toString(answer.status());
        boolean good = wanted.endsWith("xx") ? found.startsWith(wanted.substring(0, 1)) : found.equals(wanted);
        return new Finding("HTTP status", wanted, found, good);
    }

    private static Finding begins(String what, String wanted, String found) {
        return new Finding(what, wanted + "…", found, found.startsWith(wanted));
    }

    private static List<Finding> headers(Object wanted, Answer answer) {
        List<Finding> findings = new ArrayList<>();
        mapping("header", wanted)
                .forEach((name, value) -> findings.add(begins(
                        name.toString(),
                        value.toString(),
                        answer.header(name.toString().toLowerCase(Locale.ROOT)))));
        return findings;
    }

    /** {@code soap}: SOAP 1.2 in one part; {@code mtom}: in MTOM form, as IHE's tools read it (ITI TF-2: V.3.6). */
    private static Finding form(String wanted, Answer answer) {
        String type = answer.header("content-type").toLowerCase(Locale.ROOT);
        if (wanted.equals("mtom")) {
            boolean good = type.startsWith("multipart/related")
                    && type.matches(".*;\\s*type=\"application/xop\\+xml\".*")
                    && type.matches(".*;\\s*start-info=\"application/soap\\+xml[^\"]*\".*")
                    && type.matches(".*;\\s*start=\"<[^\"]+>\".*")
                    && type.matches(".*;\\s*boundary=.*");
            return new Finding("form", MTOM, answer.header("content-type"), good);
        }
        return new Finding(
                "form", "application/soap+xml", answer.header("content-type"), type.startsWith("application/soap+xml"));
    }

    private static String statusUrn(String name) {
        return (name.equals("PartialSuccess")
                        ? "urn:ihe:iti:2007:ResponseStatusType:"
                        : "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:")
                + name;
    }

    /** The error codes in any order, each as often as it is there. */
    private static Finding errors(Object wanted, Answer answer) throws IOException {
        String codes = (wanted instanceof List<?> list ? list.stream() : Stream.of(wanted))
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(" "));
        String found = xml(answer).texts("//rs:RegistryError/@errorCode").stream()
                .sorted()
                .collect(Collectors.joining(" "));
        return Finding.of("error codes", codes.equals("none") ? "" : codes, found);
    }

    /** The innermost code of a SOAP fault, without its prefix. */
    private static Finding fault(String wanted, Answer answer) throws IOException {
        List<String> values = xml(answer).texts("/s:Envelope/s:Body/s:Fault/s:Code//s:Value");
        String found = values.isEmpty() ? "no fault" : values.getLast().strip().replaceFirst("^.*:", "");
        boolean good = wanted.equals("any") ? !values.isEmpty() : wanted.equals(found);
        return new Finding("SOAP fault", wanted, found, good);
    }

    private static List<Finding> xpaths(Object wanted, Answer answer) throws IOException {
        Xml xml = xml(answer);
        List<Finding> findings = new ArrayList<>();
        mapping("xpath", wanted)
                .forEach((expression, value) -> findings.add(
                        Finding.of(expression.toString(), value.toString(), xml.text(expression.toString()))));
        return findings;
    }

    /** All nodes, in any order. */
    private static List<Finding> xpathLists(Object wanted, Answer answer) throws IOException {
        Xml xml = xml(answer);
        List<Finding> findings = new ArrayList<>();
        mapping("xpathList", wanted).forEach((expression, values) -> {
            List<String> all = values instanceof List<?> list
                    ? list.stream().map(Object::toString).sorted().toList()
                    : List.of(values.toString());
            List<String> found =
                    xml.texts(expression.toString()).stream().sorted().toList();
            findings.add(Finding.of(expression.toString(), all.toString(), found.toString()));
        });
        return findings;
    }

    private static List<Finding> jsons(Object wanted, Answer answer) throws IOException {
        Json json = Json.of(answer.body().text());
        List<Finding> findings = new ArrayList<>();
        mapping("json", wanted)
                .forEach((pointer, value) ->
                        findings.add(Finding.of(pointer.toString(), value.toString(), json.text(pointer.toString()))));
        return findings;
    }

    /** Of the first image or manifest, as DICOM JSON. */
    private static List<Finding> dicoms(Object wanted, Answer answer) throws IOException {
        return jsons(wanted, answer.withBody(DataSets.json(answer)));
    }

    /** {@code documents: {DocumentUniqueId: content}}, or {@code sha1:…}, or {@code sha256:…}: the bytes of a document of ITI-43 or RAD-69. */
    private static List<Finding> documents(Object wanted, Answer answer) throws IOException {
        Xml xml = xml(answer);
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<?, ?> document : mapping("documents", wanted).entrySet()) {
            String href = xml.text("//xds:DocumentResponse[xds:DocumentUniqueId='" + document.getKey()
                    + "']/xds:Document/xop:Include/@href");
            String contentId = contentId(href);
            String content = document.getValue().toString();
            String found = answer.parts().stream()
                    .filter(part -> part.contentId().equals(contentId) && !contentId.isEmpty())
                    .map(part -> comparable(content, part))
                    .findFirst()
                    .orElse("no attachment for it");
            findings.add(Finding.of("document " + document.getKey(), content, found));
        }
        return findings;
    }

    /** What a cid: URL names (RFC 2392 2). */
    private static String contentId(String href) {
        return href.startsWith("cid:")
                ? URLDecoder.decode(href.substring("cid:".length()).replace("+", "%2B"), StandardCharsets.UTF_8)
                : "";
    }

    private static String comparable(String wanted, Part part) {
        if (wanted.startsWith("sha1:")) {
            return "sha1:" + part.content().sha1();
        }
        return wanted.startsWith("sha256:")
                ? "sha256:" + part.content().sha256()
                : part.content().text();
    }

    private static Finding contains(String wanted, Answer answer) {
        boolean there = answer.body().text().contains(wanted);
        return new Finding("the answer", "contains " + wanted, there ? "it does" : "it does not", there);
    }

    private static Finding absent(String wanted, Answer answer) {
        boolean there = answer.body().text().contains(wanted);
        return new Finding("the answer", "does not contain " + wanted, there ? "it does" : "it does not", !there);
    }

    private static Map<?, ?> mapping(String key, Object wanted) {
        if (wanted instanceof Map<?, ?> map) {
            return map;
        }
        throw new BadCaseException("expect/" + key + " is no mapping");
    }
}
