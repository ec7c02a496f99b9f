package dev.xdsi.benchmarks;

import static dev.xdsi.benchmarks.Population.patientId;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.List;
import java.util.UUID;

/** The requests of ITI-18 and ITI-42 as bytes, prepared once. */
final class Envelopes {

    private static final String APPROVED = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
    private static final String VALUE = "VALUE-THAT-IS-ASKED-FOR";
    private static final String MESSAGE_ID = "MESSAGE-ID";
    private static final String PATIENT = "PATIENT-WHOSE-IT-IS";
    private static final UUID ENTRY = new UUID(0x1111_2222_3333_4000L, 0x8111_0000_0000_0001L);
    private static final UUID SET = new UUID(0x1111_2222_3333_4000L, 0x8111_0000_0000_0002L);
    private static final UUID MEMBER = new UUID(0x1111_2222_3333_4000L, 0x8111_0000_0000_0003L);
    private static final String ENTRY_UID = "1.2.3.4.5.6.7.8.9.87654321";
    private static final String SET_UID = "1.2.3.4.5.6.7.8.9.87654322";

    private final Template find = query(findDocuments(VALUE));
    private final Template byUuid = query(getDocuments("$XDSDocumentEntryEntryUUID", VALUE));
    private final Template byUniqueId = query(getDocuments("$XDSDocumentEntryUniqueId", VALUE));
    private final Template submission = submission();

    static StoredQueryRequest findDocuments(String patientId) {
        return new StoredQueryRequest(
                StoredQueryId.FindDocuments.urn(),
                ReturnType.LeafClass,
                null,
                List.of(
                        SlotDraft.of("$XDSDocumentEntryPatientId", "'" + patientId + "'"),
                        SlotDraft.of("$XDSDocumentEntryStatus", APPROVED)));
    }

    static StoredQueryRequest getDocuments(String parameter, String value) {
        return new StoredQueryRequest(
                StoredQueryId.GetDocuments.urn(),
                ReturnType.LeafClass,
                null,
                List.of(SlotDraft.of(parameter, "('" + value + "')")));
    }

    static StoredQueryRequest getAll(String patientId) {
        return new StoredQueryRequest(
                StoredQueryId.GetAll.urn(),
                ReturnType.LeafClass,
                null,
                List.of(
                        SlotDraft.of("$patientId", "'" + patientId + "'"),
                        SlotDraft.of("$XDSDocumentEntryStatus", APPROVED),
                        SlotDraft.of("$XDSSubmissionSetStatus", APPROVED),
                        SlotDraft.of("$XDSFolderStatus", APPROVED)));
    }

    byte[] find(int patient) {
        return find.filled(UUID.randomUUID(), patientId(patient).cx().replace("&", "&amp;"));
    }

    byte[] byUuid(UUID entry) {
        return byUuid.filled(UUID.randomUUID(), "urn:uuid:" + entry);
    }

    byte[] byUniqueId(String uniqueId) {
        return byUniqueId.filled(UUID.randomUUID(), uniqueId);
    }

    /** One new document of the patient in a SubmissionSet of its own. */
    byte[] submission(int patient) {
        UUID entry = UUID.randomUUID();
        UUID set = UUID.randomUUID();
        return submission.filled(
                UUID.randomUUID(), patientId(patient).id(), entry, set, UUID.randomUUID(), uid(entry), uid(set));
    }

    /** The OID of a UUID (ITI TF-2: Appendix B.6). */
    private static String uid(UUID uuid) {
        return "2.25." + new java.math.BigInteger(uuid.toString().replace("-", ""), 16);
    }

    /** With the marks of the message's id and, where it has one, of the value that is asked for. */
    static Template query(StoredQueryRequest request) {
        StringBuilder slots = new StringBuilder();
        for (SlotDraft slot : request.parameters()) {
            slots.append("<Slot name=\"%s\"><ValueList><Value>%s</Value></ValueList></Slot>"
                    .formatted(slot.name(), slot.values().getFirst().replace("&", "&amp;")));
        }
        return envelope(
                "urn:ihe:iti:2007:RegistryStoredQuery", """
            <q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" \
            xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">\
            <q:ResponseOption returnComposedObjects="true" returnType="%s"/>\
            <AdhocQuery id="%s">%s</AdhocQuery></q:AdhocQueryRequest>""".formatted(request.returnType(), request.queryId(), slots));
    }

    private static Template submission() {
        PatientId somebody = new PatientId(PATIENT, patientId(1).assigningAuthority());
        return envelope(
                "urn:ihe:iti:2007:RegisterDocumentSet-b",
                "<l:SubmitObjectsRequest xmlns:l=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\">"
                        + "<r:RegistryObjectList xmlns:r=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\">"
                        + MadeUpObjects.submitted(MadeUpObjects.submissionSet(EntryUuid.of(SET), somebody, SET_UID))
                        + MadeUpObjects.submitted(MadeUpObjects.documentEntry(EntryUuid.of(ENTRY), somebody, ENTRY_UID))
                        + MadeUpObjects.submitted(MadeUpObjects.association(
                                AssociationType.HAS_MEMBER,
                                EntryUuid.of(MEMBER),
                                EntryUuid.of(SET),
                                EntryUuid.of(ENTRY)))
                        + "</r:RegistryObjectList></l:SubmitObjectsRequest>");
    }

    private static Template envelope(String action, String body) {
        return new Template(
                """
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
                xmlns:a="http://www.w3.org/2005/08/addressing">\
                <s:Header><a:Action s:mustUnderstand="1">%s</a:Action><a:MessageID>urn:uuid:%s</a:MessageID>\
                <a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo></s:Header>\
                <s:Body>%s</s:Body></s:Envelope>""".formatted(action, MESSAGE_ID, body),
                !body.contains(PATIENT)
                        ? List.of(MESSAGE_ID, VALUE)
                        : List.of(
                                MESSAGE_ID,
                                PATIENT,
                                ENTRY.toString(),
                                SET.toString(),
                                MEMBER.toString(),
                                ENTRY_UID,
                                SET_UID));
    }
}
