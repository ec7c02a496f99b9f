package dev.xdsi.soap.mtom;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineDocumentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \r\n\t ",
                "aGVsbG8=",
                "aGVs bG8 =",
                "aGVsbG8h",
                "aGVs\r\nbA==",
                "aGVs<![CDATA[bG8=]]>",
                "+/+/",
                "<i:Include xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:a'/>"
            })
    void base64IsTaken(String text) {
        assertThatCode(() -> read(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "aG",
                "aGV",
                "aGVsb",
                "aGVsbG8",
                "aGVsbG8==",
                "=",
                "a===",
                "aG=V",
                "aG==aGVs",
                "****",
                "aGV-",
                "aGV_",
                "h\u00e9ll"
            })
    void whatIsNotIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(XMLStreamException.class)
                .hasMessageContaining("base64");
    }

    private static void read(String text) throws XMLStreamException {
        String xml = "<a xmlns='urn:ihe:iti:xds-b:2007'>text, whatever it is<Document id='d'>" + text
                + "</Document>and more</a>";
        XMLStreamReader reader = XMLInputFactory.newFactory().createXMLStreamReader(new StringReader(xml));
        InlineDocument document = new InlineDocument();
        while (reader.hasNext()) {
            document.read(reader.next(), reader);
        }
    }
}
