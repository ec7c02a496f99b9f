package dev.xdsi.audit;

import static dev.xdsi.audit.AuditCode.DICOM;
import static dev.xdsi.audit.AuditCode.RFC_3881;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * ParticipantObjectIdentification: what the event was about (DICOM PS3.15 A.5.2). The factories are the objects that the
 * transactions of IHE name.
 */
public final class AuditedObject {
    static final String QUERY_ENCODING = "QueryEncoding";
    /** Why consents were overridden, in the user's own words. */
    public static final String EMERGENCY_REASON = "Emergency Reason";

    /** The transaction in which that happened, by its number. */
    public static final String TRANSACTION = "Transaction";

    static final String XCA_HOME = "urn:ihe:iti:xca:2010:homeCommunityId";

    private final String id;
    private final Kind kind;
    private final AuditCode idType;
    private final byte @Nullable [] query;
    private final List<Detail> details;
    private final Description description;

    /** ParticipantObjectTypeCode with ParticipantObjectTypeCodeRole. */
    enum Kind {
        PATIENT(1, 1),
        REPORT(2, 3),
        REMOVED(2, 3),
        SUBMISSION(2, 20),
        QUERY(2, 24),
        SECURITY_USER(1, 11),
        SECURITY_RESOURCE(2, 13);

        private final int type;
        private final int role;

        Kind(int type, int role) {
            this.type = type;
            this.role = role;
        }

        int type() {
            return type;
        }

        int role() {
            return role;
        }
    }

    /** ParticipantObjectDetail; its value travels in base64. */
    record Detail(String type, String value) {}

    /**
     * ParticipantObjectDescription of a study.
     *
     * @param mpps SOP Instance UID of a performed procedure step; null for none
     * @param sopClasses instances by SOP Class UID, in the order of the UIDs, so that the same event is always the same text
     */
    record Description(@Nullable String mpps, SortedMap<String, Integer> sopClasses) {
        static final Description NONE = new Description(null, new TreeMap<>());

        boolean isEmpty() {
            return mpps == null && sopClasses.isEmpty();
        }
    }

    private AuditedObject(
            String id,
            Kind kind,
            AuditCode idType,
            byte @Nullable [] query,
            List<Detail> details,
            Description description) {
        this.id = id;
        this.kind = kind;
        this.idType = idType;
        this.query = query;
        this.details = List.copyOf(details);
        this.description = description;
    }

    private static AuditedObject object(String id, Kind kind, AuditCode idType) {
        return new AuditedObject(id, kind, idType, null, List.of(), Description.NONE);
    }

    /** The patient, by identifier in HL7 CX form as it was written. */
    public static AuditedObject patient(String cx) {
        return object(cx, Kind.PATIENT, new AuditCode("2", RFC_3881, "Patient Number"));
    }

    public static AuditedObject submissionSet(String uniqueId) {
        return object(
                uniqueId,
                Kind.SUBMISSION,
                new AuditCode(
                        "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd",
                        "IHE XDS Metadata",
                        "submission set classificationNode"));
    }

    /** A query by its id, with the AdhocQueryRequest as it was sent, in UTF-8. */
    public static AuditedObject query(AuditedTransaction transaction, String queryId, byte[] request) {
        return new AuditedObject(
                queryId,
                Kind.QUERY,
                transaction.typeCode().orElseThrow(),
                request.clone(),
                List.of(new Detail(QUERY_ENCODING, StandardCharsets.UTF_8.name())),
                Description.NONE);
    }

    /** A C-FIND by its SOP class, with its identifier and how that is encoded (PS3.15 A.5.3.10). */
    public static AuditedObject dimseQuery(String sopClassUid, String transferSyntaxUid, byte[] identifier) {
        return new AuditedObject(
                sopClassUid,
                Kind.REPORT,
                new AuditCode("110181", DICOM, "SOP Class UID"),
                identifier.clone(),
                List.of(new Detail("TransferSyntax", transferSyntaxUid)),
                Description.NONE);
    }

    /** A document, by DocumentEntry.uniqueId, and the repository that holds it. */
    public static AuditedObject document(String uniqueId, String repositoryUniqueId) {
        return object(uniqueId, Kind.REPORT, new AuditCode("9", RFC_3881, "Report Number"))
                .detail("Repository Unique Id", repositoryUniqueId);
    }

    /** Registered metadata that is removed for good, by entryUUID (ITI TF-2: 3.62.5.1). */
    public static AuditedObject removed(String entryUUID) {
        return object(
                entryUUID,
                Kind.REMOVED,
                new AuditCode(
                        "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1",
                        "IHE XDS Metadata",
                        "document entry object type"));
    }

    /** A document that is removed for good, by DocumentEntry.uniqueId, and the repository that held it (ITI TF-2: 3.86.5.1). */
    public static AuditedObject removedDocument(String uniqueId, String repositoryUniqueId) {
        return object(uniqueId, Kind.REMOVED, new AuditCode("9", RFC_3881, "Report Number"))
                .detail("Repository Unique Id", repositoryUniqueId);
    }

    /** A study, by Study Instance UID, with the number of its instances concerned by SOP Class UID. */
    public static AuditedObject study(String studyInstanceUid, Map<String, Integer> instancesBySopClass) {
        return new AuditedObject(
                studyInstanceUid,
                Kind.REPORT,
                new AuditCode("110180", DICOM, "Study Instance UID"),
                null,
                List.of(),
                new Description(null, new TreeMap<>(instancesBySopClass)));
    }

    /** The same study, as a Modality Performed Procedure Step tells of it. */
    public AuditedObject mpps(String sopInstanceUid) {
        return new AuditedObject(
                id, kind, idType, query, details, new Description(sopInstanceUid, description.sopClasses()));
    }

    /** A resource of this system's own security, by URI: the audit log. */
    public static AuditedObject securityResource(String uri) {
        return object(uri, Kind.SECURITY_RESOURCE, new AuditCode("12", RFC_3881, "URI"));
    }

    /** An account of this system, by user id. */
    public static AuditedObject securityUser(String userId) {
        return object(userId, Kind.SECURITY_USER, new AuditCode("11", RFC_3881, "User Identifier"));
    }

    public AuditedObject detail(String type, String value) {
        List<Detail> more = new ArrayList<>(details);
        more.add(new Detail(type, value));
        return new AuditedObject(id, kind, idType, query, more, description);
    }

    /** The community that knows this object ({@code urn:oid:…}), if the transaction named one. */
    public AuditedObject homeCommunityId(@Nullable String home) {
        if (home == null) {
            return this;
        }
        return detail(kind == Kind.QUERY ? XCA_HOME : "ihe:homeCommunityID", home);
    }

    String id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    AuditCode idType() {
        return idType;
    }

    Optional<byte[]> queryText() {
        return Optional.ofNullable(query).map(byte[]::clone);
    }

    List<Detail> details() {
        return details;
    }

    Description description() {
        return description;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuditedObject that
                && id.equals(that.id)
                && kind == that.kind
                && idType.equals(that.idType)
                && Arrays.equals(query, that.query)
                && details.equals(that.details)
                && description.equals(that.description);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, kind, idType, Arrays.hashCode(query), details, description);
    }
}
