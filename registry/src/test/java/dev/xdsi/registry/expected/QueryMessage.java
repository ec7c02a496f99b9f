package dev.xdsi.registry.expected;

import dev.xdsi.model.draft.SlotDraft;
import java.util.stream.Collectors;

/** A stored query as the SOAP message that is sent, for tests that spoil it. */
final class QueryMessage {
    private QueryMessage() {}

    static String of(Ask ask) {
        return """
                <soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing">
                <soap:Header>
                <wsa:Action soap:mustUnderstand="1">urn:ihe:iti:2007:RegistryStoredQuery</wsa:Action>
                <wsa:MessageID>urn:uuid:7f1d1c70-1f63-4b24-9f0f-6a7e3c1d0b01</wsa:MessageID>
                <wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>
                </soap:Header>
                <soap:Body><query:AdhocQueryRequest xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"
                 xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><query:ResponseOption returnType="%s"
                 returnComposedObjects="true"/><rim:AdhocQuery id="%s">%s</rim:AdhocQuery></query:AdhocQueryRequest></soap:Body>
                </soap:Envelope>
                """.formatted(
                        ask.returnType(),
                        ask.queryId(),
                        ask.slots().stream().map(QueryMessage::slot).collect(Collectors.joining()));
    }

    private static String slot(SlotDraft slot) {
        return slot.values().stream()
                .map(value -> "<rim:Value>" + value.replace("&", "&amp;").replace("<", "&lt;") + "</rim:Value>")
                .collect(Collectors.joining(
                        "", "<rim:Slot name=\"" + slot.name() + "\"><rim:ValueList>", "</rim:ValueList></rim:Slot>"));
    }
}
