package dev.xdsi.soap.ebrim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class ContractTest {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String SOAP12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
    private static final String WSAM = "http://www.w3.org/2007/05/addressing/metadata";
    private static final String NAMESPACES = """
        xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0" \
        xmlns:rs="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" \
        xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" \
        xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" \
        xmlns:xdsb="urn:ihe:iti:xds-b:2007" \
        xmlns:iherad="urn:ihe:rad:xdsi-b:2009"\
        """;

    @ParameterizedTest
    @CsvSource({
        "DocumentRegistry, DocumentRegistry_RegisterDocumentSet-b, urn:ihe:iti:2007:RegisterDocumentSet-b,"
                + " urn:ihe:iti:2007:RegisterDocumentSet-bResponse",
        "DocumentRegistry, DocumentRegistry_RegistryStoredQuery, urn:ihe:iti:2007:RegistryStoredQuery,"
                + " urn:ihe:iti:2007:RegistryStoredQueryResponse",
        "DocumentRepository, DocumentRepository_ProvideAndRegisterDocumentSet-b,"
                + " urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b,"
                + " urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse",
        "DocumentRepository, DocumentRepository_RetrieveDocumentSet, urn:ihe:iti:2007:RetrieveDocumentSet,"
                + " urn:ihe:iti:2007:RetrieveDocumentSetResponse",
        // RAD TF-2: 4.69 answers with the action of ITI-43.
        "ImagingDocumentSource, ImagingDocumentSource_RetrieveImagingDocumentSet,"
                + " urn:ihe:rad:2009:RetrieveImagingDocumentSet, urn:ihe:iti:2007:RetrieveDocumentSetResponse",
    })
    void everyTransactionHasItsNamesAndActions(String actor, String operation, String request, String response)
            throws Exception {
        Element definitions = definitions(actor);

        assertThat(definitions.getAttribute("name")).isEqualTo(actor);
        Element portType = only(definitions, "portType", actor + "_PortType");
        Element abstractOperation = only(portType, "operation", operation);
        assertThat(child(abstractOperation, WSDL, "input").getAttributeNS(WSAM, "Action"))
                .isEqualTo(request);
        assertThat(child(abstractOperation, WSDL, "output").getAttributeNS(WSAM, "Action"))
                .isEqualTo(response);
        Element binding = only(definitions, "binding", actor + "_Binding_Soap12");
        Element bound = child(only(binding, "operation", operation), SOAP12, "operation");
        assertThat(bound.getAttribute("soapAction")).isEqualTo(request);
        assertThat(bound.getAttribute("soapActionRequired")).isEqualTo("false");
        only(child(definitions, WSDL, "service"), "port", actor + "_Port_Soap12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rs:RegistryResponse status='urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success'/>",
                "<lcm:SubmitObjectsRequest><rim:RegistryObjectList/></lcm:SubmitObjectsRequest>",
                "<lcm:RemoveObjectsRequest><rim:ObjectRefList><rim:ObjectRef"
                        + " id='a'/></rim:ObjectRefList></lcm:RemoveObjectsRequest>",
                "<query:AdhocQueryRequest><query:ResponseOption returnType='LeafClass'/><rim:AdhocQuery"
                        + " id='a'/></query:AdhocQueryRequest>",
                "<xdsb:RetrieveDocumentSetRequest><xdsb:DocumentRequest><xdsb:RepositoryUniqueId>1.2</xdsb:RepositoryUniqueId><xdsb:DocumentUniqueId>1.3</xdsb:DocumentUniqueId></xdsb:DocumentRequest></xdsb:RetrieveDocumentSetRequest>",
                "<xdsb:ProvideAndRegisterDocumentSetRequest><lcm:SubmitObjectsRequest><rim:RegistryObjectList/></lcm:SubmitObjectsRequest><xdsb:Document"
                        + " id='a'>AAEC</xdsb:Document></xdsb:ProvideAndRegisterDocumentSetRequest>",
            })
    void acceptsTheMessagesOfXds(String message) {
        assertThatCode(() -> Contract.validate(inNamespaces(message))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rs:RegistryResponse/>",
                "<lcm:SubmitObjectsRequest/>",
                "<lcm:SubmitObjectsRequest><rim:RegistryObjectList><rim:ExtrinsicObject/></rim:RegistryObjectList></lcm:SubmitObjectsRequest>",
                "<lcm:SubmitObjectsRequest><rim:RegistryObjectList><rim:ExtrinsicObject"
                        + " id='a'><rim:Description/><rim:Name/></rim:ExtrinsicObject></rim:RegistryObjectList></lcm:SubmitObjectsRequest>",
                "<lcm:SubmitObjectsRequest><rim:RegistryObjectList><rim:Association id='a' associationType='b'"
                        + " sourceObject='c'/></rim:RegistryObjectList></lcm:SubmitObjectsRequest>",
                "<query:AdhocQueryRequest><rim:AdhocQuery id='a'/><query:ResponseOption/></query:AdhocQueryRequest>",
                "<query:AdhocQueryRequest><query:ResponseOption returnType='Everything'/><rim:AdhocQuery"
                        + " id='a'/></query:AdhocQueryRequest>",
                "<xdsb:RetrieveDocumentSetRequest/>",
                "<xdsb:RetrieveDocumentSetRequest><xdsb:DocumentRequest><xdsb:DocumentUniqueId>1.3</xdsb:DocumentUniqueId></xdsb:DocumentRequest></xdsb:RetrieveDocumentSetRequest>",
                "<iherad:RetrieveImagingDocumentSetRequest><iherad:TransferSyntaxUIDList><iherad:TransferSyntaxUID>1.2</iherad:TransferSyntaxUID></iherad:TransferSyntaxUIDList></iherad:RetrieveImagingDocumentSetRequest>",
            })
    void refusesWhatTheStandardDoesNotAllow(String message) {
        assertThatThrownBy(() -> Contract.validate(inNamespaces(message))).isInstanceOf(SAXException.class);
    }

    private static String inNamespaces(String message) {
        int name = IntStream.range(0, message.length())
                .filter(at -> " />".indexOf(message.charAt(at)) >= 0)
                .findFirst()
                .orElseThrow();
        return message.substring(0, name) + " " + NAMESPACES + message.substring(name);
    }

    private static Element definitions(String actor) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (InputStream in = Contract.resource("/wsdl/" + actor + ".wsdl").openStream()) {
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        }
    }

    private static Element only(Element parent, String localName, String name) {
        List<Element> found = children(parent, WSDL, localName).stream()
                .filter(element -> element.getAttribute("name").equals(name))
                .toList();
        assertThat(found).as(localName + " " + name).hasSize(1);
        return found.getFirst();
    }

    private static Element child(Element parent, String namespace, String localName) {
        List<Element> found = children(parent, namespace, localName);
        assertThat(found).as(localName).hasSize(1);
        return found.getFirst();
    }

    private static List<Element> children(Element parent, String namespace, String localName) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element
                    && namespace.equals(element.getNamespaceURI())
                    && localName.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }
}
