package dev.xdsi.imaging.report;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.PersonName;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.manifest.RequestedOrder;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A CDA Wrapped Text Report: a CDA R2 document with plain text as its body (RAD TF-2: 4.68.4.1.2.1), made while it is read. Of the same text
 * in the same frame it is always the same.
 */
public final class WrappedText implements DocumentContent {
    private static final String LOINC = "2.16.840.1.113883.6.1";
    private static final Map<String, String> GENDERS = Map.of("M", "M", "F", "F", "O", "UN");

    private final byte[] before;
    private final DocumentContent text;
    private final byte[] after;

    /**
     * What stands around the text.
     *
     * @param study the data set that speaks for the study
     */
    public record Frame(
            Report.Identity identity, Report.Beside beside, Report.Description said, Attributes study, Origin origin) {}

    /**
     * Who answers for the document, and how it is written.
     *
     * @param institution author and custodian
     * @param custodian the OID of the custodian
     * @param accessionNumbers of the orders that the study fulfils
     */
    public record Origin(
            String institution,
            Oid custodian,
            String languageCode,
            Code confidentialityCode,
            List<RequestedOrder.Issued> accessionNumbers) {}

    public WrappedText(Frame frame, DocumentContent text) {
        this.before = (header(frame) + "<component><nonXMLBody><text mediaType=\"text/plain\" representation=\"B64\">")
                .getBytes(StandardCharsets.UTF_8);
        this.text = text;
        this.after = "</text></nonXMLBody></component></ClinicalDocument>\n".getBytes(StandardCharsets.UTF_8);
    }

    private static String header(Frame frame) {
        Origin origin = frame.origin();
        String time = frame.said().creationTime().value();
        String zoned = time.length() > 8 ? time + "+0000" : time;
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ClinicalDocument xmlns=\"urn:hl7-org:v3\">"
                + "<typeId root=\"2.16.840.1.113883.1.3\" extension=\"POCD_HD000040\"/>"
                + element("id", "root", frame.identity().uniqueId().value())
                + "<code code=\"18748-4\" codeSystem=\"" + LOINC + "\" displayName=\"Diagnostic imaging study\"/>"
                + "<title>"
                + escaped(frame.said().title() == null ? "Report" : frame.said().title()) + "</title>"
                + element("effectiveTime", "value", zoned)
                + confidentiality(origin.confidentialityCode())
                + element("languageCode", "code", origin.languageCode())
                + patient(frame)
                + "<author>" + element("time", "value", zoned) + "<assignedAuthor><id nullFlavor=\"UNK\"/>"
                + "<representedOrganization><name>" + escaped(origin.institution())
                + "</name></representedOrganization></assignedAuthor></author>"
                + "<custodian><assignedCustodian><representedCustodianOrganization>"
                + element("id", "root", origin.custodian().value()) + "<name>" + escaped(origin.institution())
                + "</name></representedCustodianOrganization></assignedCustodian></custodian>"
                + orders(frame)
                + "<documentationOf><serviceEvent>"
                + element("id", "root", frame.beside().study().value())
                + "</serviceEvent></documentationOf>";
    }

    /** A codeSystem is a UID (data types R1); a scheme that is none has a name. */
    private static String confidentiality(Code code) {
        String scheme = Oid.isValid(code.codingScheme()) ? "codeSystem" : "codeSystemName";
        return element("confidentialityCode", "code", code.code(), scheme, code.codingScheme());
    }

    private static String patient(Frame frame) {
        Attributes study = frame.study();
        String birth = study.string(Tag.PatientBirthDate, "").strip();
        String gender = GENDERS.getOrDefault(study.string(Tag.PatientSex, "").strip(), "");
        return "<recordTarget><patientRole>"
                + element(
                        "id",
                        "root",
                        frame.beside().patientId().assigningAuthority().value(),
                        "extension",
                        frame.beside().patientId().id())
                + "<patient>" + name(study)
                + (gender.isEmpty()
                        ? "<administrativeGenderCode nullFlavor=\"UNK\"/>"
                        : element("administrativeGenderCode", "code", gender, "codeSystem", "2.16.840.1.113883.5.1"))
                + (birth.matches("[0-9]{8}") ? element("birthTime", "value", birth) : "<birthTime nullFlavor=\"UNK\"/>")
                + "</patient></patientRole></recordTarget>";
    }

    private static String name(Attributes study) {
        PersonName.Group name =
                study.personName(Tag.PatientName).map(PersonName::alphabetic).orElse(PersonName.Group.EMPTY);
        return name.isEmpty()
                ? "<name nullFlavor=\"UNK\"/>"
                : "<name>" + part("prefix", name.prefix()) + part("given", name.given()) + part("given", name.middle())
                        + part("family", name.family()) + part("suffix", name.suffix()) + "</name>";
    }

    private static String part(String name, String text) {
        return text.isBlank() ? "" : "<" + name + ">" + escaped(text) + "</" + name + ">";
    }

    private static String orders(Frame frame) {
        StringBuilder orders = new StringBuilder();
        for (RequestedOrder.Issued order : frame.origin().accessionNumbers()) {
            orders.append("<inFulfillmentOf><order>")
                    .append(element("id", "root", order.issuer().value(), "extension", order.number()))
                    .append("</order></inFulfillmentOf>");
        }
        return orders.toString();
    }

    private static String element(String name, String... attributes) {
        StringBuilder element = new StringBuilder("<").append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            element.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        return element.append("/>").toString();
    }

    /** Characters that XML does not know at all are left out. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
                .forEach(c -> {
                    switch (c) {
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '&' -> escaped.append("&amp;");
                        case '"' -> escaped.append("&quot;");
                        default -> escaped.appendCodePoint(c);
                    }
                });
        return escaped.toString();
    }

    /** Base64 without line breaks: four characters for each three bytes that have begun. */
    @Override
    public long length() {
        return before.length + (text.length() + 2) / 3 * 4 + after.length;
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(before), new Base64Stream(text.open()), new ByteArrayInputStream(after))));
    }
}
