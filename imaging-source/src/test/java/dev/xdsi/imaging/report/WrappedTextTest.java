package dev.xdsi.imaging.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.manifest.RequestedOrder;
import dev.xdsi.model.Code;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Text in a CDA R2 document, held against the content models and data types of CDA R2 (POCD_RM000040, data types R1). */
class WrappedTextTest {
    /** Of ClinicalDocument: the elements in their order; those with an exclamation mark are required, others may be absent. */
    private static final List<String> CLINICAL_DOCUMENT = List.of(
            "realmCode",
            "typeId!",
            "templateId",
            "id!",
            "code!",
            "title",
            "effectiveTime!",
            "confidentialityCode!",
            "languageCode",
            "setId",
            "versionNumber",
            "copyTime",
            "recordTarget!",
            "dataEnterer",
            "author!",
            "informant",
            "custodian!",
            "informationRecipient",
            "legalAuthenticator",
            "authenticator",
            "participant",
            "inFulfillmentOf",
            "documentationOf",
            "relatedDocument",
            "authorization",
            "componentOf",
            "component!");

    private static final String UID = "[0-2](\\.(0|[1-9][0-9]*))*";
    private static final String TS = "[0-9]{1,8}|([0-9]{9,14}|[0-9]{14,14}\\.[0-9]+)([+\\-][0-9]{1,4})?";

    private static Attributes study() {
        return new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.PatientName, "Müller^Jürg^^Dr.")
                .setString(Tag.PatientBirthDate, "19700304")
                .setString(Tag.PatientSex, "M")
                .setString(Tag.AccessionNumber, "A100");
    }

    private static WrappedText wrap(Attributes study, @Nullable String title, String time, byte[] text) {
        return wrap(study, title, time, Code.of("N", "2.16.840.1.113883.5.25", "Normal"), text);
    }

    private static WrappedText wrap(
            Attributes study, @Nullable String title, String time, Code confidentialityCode, byte[] text) {
        Oid uid = new Oid("2.25.17");
        DocumentContent content = new DocumentContent() {
            @Override
            public long length() {
                return text.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(text);
            }
        };
        return new WrappedText(
                new WrappedText.Frame(
                        new Report.Identity(uid, EntryUuid.of(new UUID(1, 2)), new Oid("2.25.18")),
                        new Report.Beside(
                                new Oid("1.2.3"),
                                new Oid("2.25.19"),
                                new PatientId("4711", new Oid("1.2.9")),
                                List.of()),
                        new Report.Description(ReportKind.TEXT, ReportFormat.TEXT, title, new Dtm(time), null),
                        study,
                        new WrappedText.Origin(
                                "Radiology <1> & \"2\"",
                                new Oid("1.2.8"),
                                "en-US",
                                confidentialityCode,
                                study.string(Tag.AccessionNumber).stream()
                                        .map(number -> new RequestedOrder.Issued(number, new Oid("1.2.7")))
                                        .toList())),
                content);
    }

    private static Element read(WrappedText document) throws Exception {
        DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
        xml.setNamespaceAware(true);
        byte[] bytes = bytes(document);
        assertThat(CdaDocument.check(new ByteArrayInputStream(bytes)).formatCode())
                .isEqualTo(ReportFormat.TEXT);
        return xml.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)).getDocumentElement();
    }

    private static byte[] bytes(WrappedText document) throws IOException {
        try (InputStream in = document.open()) {
            return in.readAllBytes();
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static List<String> names(Element parent) {
        return children(parent).stream().map(Element::getLocalName).toList();
    }

    private static Element at(Element root, String path) {
        Element element = root;
        for (String name : path.split("/", -1)) {
            element = children(element).stream()
                    .filter(child -> child.getLocalName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
        return element;
    }

    @ParameterizedTest
    @CsvSource({"20260301113000", "20260301", "2026"})
    void theHeaderHasAllThatIsRequiredInTheOrderOfItsContentModel(String time) throws Exception {
        Element document = read(wrap(study(), "Befund", time, new byte[] {'a'}));
        List<String> order =
                CLINICAL_DOCUMENT.stream().map(name -> name.replace("!", "")).toList();
        assertThat(names(document))
                .isSubsetOf(order)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((one, other) -> order.indexOf(one) - order.indexOf(other))
                .containsAll(CLINICAL_DOCUMENT.stream()
                        .filter(name -> name.endsWith("!"))
                        .map(name -> name.replace("!", ""))
                        .toList());
        assertThat(at(document, "typeId").getAttribute("root")).isEqualTo("2.16.840.1.113883.1.3");
        assertThat(at(document, "typeId").getAttribute("extension")).isEqualTo("POCD_HD000040");
        assertThat(names(at(document, "recordTarget/patientRole"))).containsExactly("id", "patient");
        assertThat(names(at(document, "recordTarget/patientRole/patient")))
                .containsExactly("name", "administrativeGenderCode", "birthTime");
        assertThat(names(at(document, "author"))).containsExactly("time", "assignedAuthor");
        assertThat(names(at(document, "author/assignedAuthor"))).containsExactly("id", "representedOrganization");
        assertThat(names(at(document, "custodian/assignedCustodian/representedCustodianOrganization")))
                .containsExactly("id", "name");
        assertThat(names(at(document, "component/nonXMLBody"))).containsExactly("text");
        assertThat(at(document, "component/nonXMLBody/text").getAttribute("representation"))
                .isEqualTo("B64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20260301113000", "202603011130", "20260301", "2026"})
    void valuesAreOfTheirDataTypes(String time) throws Exception {
        Element document = read(wrap(study(), "Befund", time, new byte[] {'a'}));
        assertThat(at(document, "effectiveTime").getAttribute("value"))
                .matches(TS)
                .startsWith(time);
        assertThat(at(document, "author/time").getAttribute("value")).matches(TS);
        for (String id : List.of(
                "id",
                "recordTarget/patientRole/id",
                "custodian/assignedCustodian/representedCustodianOrganization/id",
                "inFulfillmentOf/order/id",
                "documentationOf/serviceEvent/id")) {
            assertThat(at(document, id).getAttribute("root")).as(id).matches(UID);
        }
        assertThat(at(document, "confidentialityCode").getAttribute("codeSystem"))
                .matches(UID);
    }

    @Test
    void aSchemeThatIsNoOidIsNamedAndNotTakenForOne() throws Exception {
        Element code = at(
                read(wrap(
                        study(),
                        null,
                        "2026",
                        Code.of("N", "Connect-a-thon confidentialityCodes", "Normal"),
                        new byte[] {'a'})),
                "confidentialityCode");
        assertThat(code.hasAttribute("codeSystem")).isFalse();
        assertThat(code.getAttribute("codeSystemName")).isEqualTo("Connect-a-thon confidentialityCodes");
    }

    @Test
    void whatNobodySaidIsUnknown() throws Exception {
        Element document = read(wrap(new Attributes(), null, "2026", new byte[] {'a'}));
        Element patient = at(document, "recordTarget/patientRole/patient");
        assertThat(children(patient))
                .allMatch(child -> child.getAttribute("nullFlavor").equals("UNK"));
        assertThat(names(document)).doesNotContain("inFulfillmentOf").contains("title");
    }

    @Test
    void nothingInItsValuesIsMarkup() throws Exception {
        String hostile = "]]><!--<x a=\"'&amp;\uFFFE\u0001\uD83D\uDE00";
        Attributes study = study().setString(Tag.PatientName, hostile + "^" + hostile)
                .setString(Tag.AccessionNumber, "\"><x/>")
                .setString(Tag.PatientSex, "\"/>");
        Element document = read(wrap(study, hostile, "2026", new byte[] {'a'}));
        assertThat(at(document, "title").getTextContent()).isEqualTo("]]><!--<x a=\"'&amp;\uD83D\uDE00");
        assertThat(at(document, "inFulfillmentOf/order/id").getAttribute("extension"))
                .isEqualTo("\"><x/>");
        assertThat(document.getElementsByTagName("x").getLength()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 12_287, 12_288, 12_289, 1 << 20})
    void itIsAsLongAsItSaysAndTheTextComesBack(int length) throws Exception {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'ä');
        WrappedText wrapped = wrap(study(), "Befund", "20260301113000", text);
        assertThat(bytes(wrapped)).hasSize(Math.toIntExact(wrapped.length())).isEqualTo(bytes(wrapped));
        String body = at(read(wrapped), "component/nonXMLBody/text").getTextContent();
        assertThat(Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(text);
    }
}
