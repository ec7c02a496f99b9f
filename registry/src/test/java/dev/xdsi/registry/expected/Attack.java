package dev.xdsi.registry.expected;

import static dev.xdsi.registry.expected.Messages.withAttributes;
import static dev.xdsi.registry.expected.Messages.withContent;
import static dev.xdsi.registry.expected.Messages.withHeader;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is done to a valid message, by the number of the attack; each must be refused. {@code CANARY} is an address that nobody may call. */
enum Attack {
    X01_A_FILE("<!DOCTYPE x [<!ENTITY s SYSTEM \"file:///etc/passwd\">]>", m -> withHeader(m, "<a>&s;</a>")),
    X02_A_PARAMETER_ENTITY("<!DOCTYPE x [<!ENTITY % p SYSTEM \"CANARY\"> %p;]>"),
    X02_A_DOCUMENT_TYPE_ELSEWHERE("<!DOCTYPE x SYSTEM \"CANARY\">"),
    X03_A_DOCUMENT_TYPE("<!DOCTYPE Envelope>"),
    X04_AN_INCLUSION(m -> withContent(m, "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"CANARY\"/>")),
    X06_A_BILLION_LAUGHS(laughs(), m -> withHeader(m, "<a>&a9;</a>")),
    X07_QUADRATIC_BLOW_UP(
            "<!DOCTYPE x [<!ENTITY a \"" + "a".repeat(50_000) + "\">]>",
            m -> withHeader(m, "<a>" + "&a;".repeat(50_000) + "</a>")),
    X08_DEPTH_IN_THE_HEADER(m -> withHeader(m, "<a>".repeat(100_000))),
    X08_DEPTH_IN_THE_BODY(m -> withContent(m, "<a>".repeat(100_000))),
    X09_SIBLINGS_IN_THE_HEADER(m -> withHeader(m, "<a/>".repeat(50_000))),
    X09_SIBLINGS_IN_THE_BODY(m -> withContent(m, "<a/>".repeat(50_000))),
    X10_ATTRIBUTES(m -> withAttributes(m, numbered("a%d=\"\"", 10_000))),
    X11_ATTRIBUTES_OF_ONE_HASH(m -> withAttributes(m, colliding("%s=\"\""))),
    X11_NAMESPACES_OF_ONE_HASH(m -> withAttributes(m, colliding("xmlns:%s=\"urn:a\""))),
    X11_NAMES_OF_ONE_HASH(m -> withContent(m, colliding("<%s/>"))),
    X12_A_LONG_NAME(m -> withContent(m, "<" + "a".repeat(1_000_000) + "/>")),
    X13_NAMESPACES(m -> withAttributes(m, numbered("xmlns:a%d=\"urn:a\"", 50_000))),
    X16_AN_ARRAY(m -> withContent(
            m, "<a xmlns:e=\"http://schemas.xmlsoap.org/soap/encoding/\" e:arrayType=\"xsd:string[2147483647]\"/>")),
    X17_NO_CHARACTER(m -> withHeader(m, "<a>&#0;</a>")),
    X18_SOMETHING_TO_BE_UNDERSTOOD(m -> withHeader(m, "<z:z xmlns:z=\"urn:z\" soap:mustUnderstand=\"1\"/>")),
    X19_TWO_ELEMENTS(m -> m.replace("</soap:Body>", "<z:z xmlns:z=\"urn:z\"/></soap:Body>")),
    X19_TWO_BODIES(m -> m.replace("</soap:Body>", "</soap:Body><soap:Body><a/></soap:Body>")),
    X20_SOAP_1_1(
            m -> m.replace("http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope/")),
    X21_ANOTHER_ELEMENT(m -> withContent(m, "<z:z xmlns:z=\"urn:z\"/>")),
    X22_A_DEFAULT_ATTRIBUTE("<!DOCTYPE x [<!ATTLIST AdhocQuery home CDATA \"urn:oid:1.2\">]>"),
    X25_SOMETHING_ENCRYPTED(m -> withHeader(m, encrypted("<x:CipherData/>"))),
    X26_REFERENCES(m -> withHeader(
            m,
            "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" soap:mustUnderstand=\"1\"><ds:SignedInfo>"
                    + "<ds:Reference URI=\"CANARY\"/>".repeat(10_000) + "</ds:SignedInfo></ds:Signature>")),
    X27_A_STYLESHEET_TO_CARRY_OUT(m -> withHeader(m, transformed("http://www.w3.org/TR/1999/REC-xslt-19991116", 1))),
    X27_A_PATH_TO_FOLLOW(m -> withHeader(m, transformed("http://www.w3.org/TR/1999/REC-xpath-19991116", 1))),
    X27_TRANSFORMS_WITHIN_TRANSFORMS(
            m -> withHeader(m, transformed("http://www.w3.org/TR/1999/REC-xslt-19991116", 5_000))),
    W02_ANOTHER_ACTION(m -> m.replaceFirst("(<wsa:Action[^>]*>)[^<]*", "$1urn:ihe:iti:2007:RetrieveDocumentSet")),
    W02_NO_ACTION(m -> m.replaceFirst("<wsa:Action.*?</wsa:Action>", "")),
    W03_A_REPLY_ELSEWHERE(m -> replyTo(m, "CANARY")),
    W04_A_FAULT_ELSEWHERE(m -> withHeader(m, "<wsa:FaultTo><wsa:Address>CANARY</wsa:Address></wsa:FaultTo>")),
    W06_ACKNOWLEDGEMENTS_ELSEWHERE(m -> withHeader(
            m,
            "<r:AckRequested xmlns:r=\"http://docs.oasis-open.org/ws-rx/wsrm/200702\" soap:mustUnderstand=\"1\"><r:Identifier>urn:a</r:Identifier>"
                    + "<r:AcksTo><wsa:Address>CANARY</wsa:Address></r:AcksTo></r:AckRequested>")),
    W06_A_SEQUENCE_ACKNOWLEDGED_ELSEWHERE(
            m -> m.replaceFirst(
                    "(?s)<soap:Body>.*</soap:Body>",
                    "<soap:Body><r:CreateSequence xmlns:r=\"http://docs.oasis-open.org/ws-rx/wsrm/200702\"><r:AcksTo><wsa:Address>CANARY</wsa:Address></r:AcksTo></r:CreateSequence></soap:Body>")),
    W07_A_REPLY_INTO_A_FILE(m -> replyTo(m, "file:///tmp/reply")),
    W07_A_REPLY_BY_MESSAGE_QUEUE(m -> replyTo(m, "jms:queue:reply")),
    W07_A_REPLY_BY_FTP(m -> replyTo(m, "ftp://127.0.0.1/reply")),
    W09_TWO_ACTIONS(m -> withHeader(m, "<wsa:Action>urn:ihe:iti:2007:RetrieveDocumentSet</wsa:Action>")),
    W09_TWO_MESSAGE_IDS(m -> withHeader(m, "<wsa:MessageID>urn:uuid:0</wsa:MessageID>"));

    private static final int BITS = 12;
    private static final Set<String> FOREIGN_CONTENT = Set.of(
            "X04_AN_INCLUSION", "X11_NAMES_OF_ONE_HASH", "X12_A_LONG_NAME", "X16_AN_ARRAY", "X21_ANOTHER_ELEMENT");

    private final String prolog;
    private final UnaryOperator<String> spoiling;

    Attack(UnaryOperator<String> spoiling) {
        this("", spoiling);
    }

    Attack(String prolog) {
        this(prolog, UnaryOperator.identity());
    }

    Attack(String prolog, UnaryOperator<String> spoiling) {
        this.prolog = prolog;
        this.spoiling = spoiling;
    }

    String on(String message, String canary) {
        return (prolog + spoiling.apply(message)).replace("CANARY", canary);
    }

    /** Elements of others among the content, which a schema may allow (WS-BaseNotification: Subscribe). */
    boolean isForeignContent() {
        return FOREIGN_CONTENT.contains(name());
    }

    /** A key of which somebody wants to know how it fails to be read. */
    static String encrypted(String content) {
        return "<x:EncryptedKey xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\" soap:mustUnderstand=\"1\">" + content
                + "</x:EncryptedKey>";
    }

    private static String laughs() {
        return IntStream.range(1, 10)
                .mapToObj(i -> "<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining("", "<!DOCTYPE x [<!ENTITY a0 \"ha\">", "]>"));
    }

    private static String numbered(String form, int count) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(" "));
    }

    /** Names that have the same {@link String#hashCode}: Aa and BB, in every order. */
    private static String colliding(String form) {
        return IntStream.range(0, 1 << BITS)
                .mapToObj(i -> IntStream.range(0, BITS)
                        .mapToObj(bit -> ((i >> bit) & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .map(form::formatted)
                .collect(Collectors.joining(" "));
    }

    /** A signature whose one reference is to be transformed by {@code algorithm}, transforms within transforms. */
    private static String transformed(String algorithm, int depth) {
        return "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" soap:mustUnderstand=\"1\"><ds:SignedInfo>"
                + "<ds:Reference URI=\"\"><ds:Transforms>"
                + ("<ds:Transform Algorithm=\"" + algorithm + "\">").repeat(depth)
                + "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"><xsl:include"
                + " href=\"CANARY\"/></xsl:stylesheet><ds:XPath>document('CANARY')//. | //.</ds:XPath>"
                + "</ds:Transform>".repeat(depth)
                + "</ds:Transforms></ds:Reference></ds:SignedInfo></ds:Signature>";
    }

    private static String replyTo(String message, String address) {
        return message.replace("http://www.w3.org/2005/08/addressing/anonymous", address);
    }
}
