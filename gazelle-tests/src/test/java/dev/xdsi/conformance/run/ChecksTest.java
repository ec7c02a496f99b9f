package dev.xdsi.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.conformance.wire.Mtom;
import dev.xdsi.conformance.wire.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final String ENVELOPE =
            "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:wsa='http://www.w3.org/2005/08/addressing'>"
                    + "<s:Header><wsa:Action>urn:a</wsa:Action><wsa:RelatesTo>urn:m</wsa:RelatesTo></s:Header><s:Body>%s</s:Body>"
                    + "</s:Envelope>";
    private static final String RETRIEVED =
            "<x:R xmlns:x='urn:ihe:iti:xds-b:2007'><r:RegistryResponse xmlns:r='urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0'"
                    + " status='urn:ihe:iti:2007:ResponseStatusType:PartialSuccess'><r:RegistryErrorList><r:RegistryError"
                    + " errorCode='B'/><r:RegistryError errorCode='A'/></r:RegistryErrorList></r:RegistryResponse><x:DocumentResponse>"
                    + "<x:DocumentUniqueId>1.2</x:DocumentUniqueId><x:Document><i:Include"
                    + " xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:p%%40q'/></x:Document></x:DocumentResponse></x:R>";
    private static final String FAULT =
            "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>w:InvalidSecurityToken</s:Value></s:Subcode>"
                    + "</s:Code></s:Fault>";

    @Test
    void whatIsAsWantedIsGoodAndAnythingElseIsNot() {
        Answer answer = mtom(RETRIEVED, "hello");

        assertGood("status", "PartialSuccess", "Success", answer);
        assertGood("errors", List.of("A", "B"), List.of("A"), answer);
        assertGood("errors", List.of("A", "B"), "none", answer);
        assertGood("action", "urn:a", "urn:b", answer);
        assertGood("relatesTo", "urn:m", "urn:n", answer);
        assertGood("form", "mtom", "soap", answer);
        assertGood("parts", "1", "0", answer);
        assertGood("documents", Map.of("1.2", "hello"), Map.of("1.2", "hellp"), answer);
        assertGood("documents", Map.of("1.2", "sha1:" + Bytes.of("hello").sha1()), Map.of("1.3", "hello"), answer);
        assertGood("xpath", Map.of("count(//rs:RegistryError)", "2"), Map.of("count(//rs:RegistryError)", "1"), answer);
        assertGood(
                "xpathList",
                Map.of("//rs:RegistryError/@errorCode", List.of("A", "B")),
                Map.of("//rs:RegistryError/@errorCode", List.of("A")),
                answer);
        assertGood("http", "200", "4xx", answer);
        assertGood("http", "2xx", "500", answer);
        assertGood("contains", "PartialSuccess", "Nonsense", answer);
        assertGood("absent", "Nonsense", "PartialSuccess", answer);
    }

    @Test
    void aFaultIsKnownByItsInnermostCode() {
        Answer answer = new Answer(500, Map.of(), Bytes.of(ENVELOPE.formatted(FAULT)), List.of());

        assertGood("fault", "InvalidSecurityToken", "Sender", answer);
        assertGood("fault", "any", "FailedCheck", answer);
        assertGood("fault", "any", "any", answer, mtom(RETRIEVED, "x"));
    }

    @Test
    void jsonIsAskedByPointer() {
        Answer answer = new Answer(200, Map.of(), Bytes.of("{\"a\":[{\"b\":1},{\"b\":true}]}"), List.of());

        assertGood("json", Map.of("/a/0/b", "1", "/a/1/b", "true", "/a/#", "2"), Map.of("/a/0/b", "2"), answer);
        assertGood("json", Map.of("/x", ""), Map.of("/a/#", "1"), answer);
    }

    @Test
    void whatCannotBeReadIsAFindingAndAnUnknownKeyAFaultOfTheCase() {
        Answer answer = new Answer(200, Map.of(), Bytes.of("<!DOCTYPE x><x/>"), List.of());

        assertThat(findings(Map.of("status", "Success"), answer))
                .singleElement()
                .returns(false, Finding::isGood);
        assertThatThrownBy(() -> findings(Map.of("stauts", "Success"), answer)).isInstanceOf(BadCaseException.class);
        assertThat(findings(Map.of("status", ""), answer)).isEmpty();
    }

    private static Answer mtom(String body, String document) {
        return new Answer(
                200,
                Map.of("content-type", Mtom.contentType("urn:x")),
                Bytes.of(ENVELOPE.formatted(body.replace("%%", "%"))),
                List.of(new Part(Map.of("content-id", "<p@q>"), Bytes.of(document))));
    }

    private static void assertGood(String key, Object wanted, Object unwanted, Answer answer) {
        assertGood(key, wanted, unwanted, answer, answer);
    }

    private static void assertGood(String key, Object wanted, Object unwanted, Answer good, Answer bad) {
        assertThat(findings(Map.of(key, wanted), good)).isNotEmpty().allMatch(Finding::isGood);
        assertThat(findings(Map.of(key, unwanted), bad)).anyMatch(finding -> !finding.isGood());
    }

    private static List<Finding> findings(Map<String, Object> expect, Answer answer) {
        return Checks.findings(expect, new Exchange("", answer, Map.of()));
    }
}
