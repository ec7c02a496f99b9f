package dev.xdsi.transaction;

import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was proven to be calling: the node always, the user where an assertion or a log-in proved one.
 * Made once at the edge; nothing below reads HTTP, SOAP or DICOM headers for it.
 *
 * @param assertion what proved the user, to be passed on to the partners that are called on the user's behalf
 */
public record Caller(
        Node node, @Nullable User user, @Nullable Assertion assertion) {

    /** The anonymous {@code wsa:ReplyTo} of WS-Addressing 1.0. */
    public static final String ANONYMOUS = "http://www.w3.org/2005/08/addressing/anonymous";

    public Caller(Node node, @Nullable User user) {
        this(node, user, null);
    }

    /** A call that this process makes on its own behalf. */
    public static Caller self(String userId) {
        return new Caller(new Node("127.0.0.1", userId, null), null);
    }

    /**
     * The calling node.
     *
     * @param address IP address of the peer, as text
     * @param userId how ATNA names the caller: its {@code wsa:ReplyTo}, its AE title, or {@link #ANONYMOUS}
     * @param certificateSubject distinguished name of the TLS client certificate, when there was one
     */
    public record Node(
            String address, String userId, @Nullable String certificateSubject) {}

    /**
     * The person for whom the node calls, as the X-Assertion Provider vouched for (ITI TF-2: 3.40.4.1.2).
     *
     * @param affiliation where the person belongs
     * @param intent what for, and on whose account, the person calls
     */
    public record User(Identity identity, Affiliation affiliation, Intent intent) {
        /** The form in which ATNA records name the user (ITI TF-2: 3.40.4.2). */
        public String auditName() {
            String alias = identity.alias() == null ? "" : identity.alias();
            return alias + "<" + identity.id() + "@" + identity.issuer() + ">";
        }
    }

    /**
     * The name of a user.
     *
     * @param id Subject/NameID
     * @param issuer issuer of the assertion
     * @param name plain text name of the person (subject-id)
     * @param alias NameID/@SPProvidedID
     */
    public record Identity(
            String id, String issuer, String name, @Nullable String alias) {}

    /**
     * Where a user belongs (ITI TF-2: 3.40.4.1.2).
     *
     * @param organization plain text
     * @param organizationId {@code urn:oid:…} or a URL
     * @param homeCommunityId {@code urn:oid:…} of the initiating community
     * @param providerIdentifier the user's number as a provider, with its authority where one is known: CX
     * @param roles of the Subject-Role option; a code without display name is one nobody named
     */
    public record Affiliation(
            @Nullable String organization,
            @Nullable String organizationId,
            @Nullable String homeCommunityId,
            @Nullable String providerIdentifier,
            List<Code> roles) {
        public static final Affiliation UNKNOWN = new Affiliation(null, null, null, null, List.of());

        public Affiliation {
            roles = List.copyOf(roles);
        }
    }

    /**
     * What a user calls for.
     *
     * @param purposesOfUse of the PurposeOfUse option
     * @param emergencyReason why consent is to be overridden, in the user's own words; null when nothing is to be overridden
     * @param patientId resource-id: the patient whose data the assertion is about, when it is about one
     * @param consentDocuments uniqueIds ({@code urn:oid:…}) of the Authz-Consent option
     * @param policies OIDs ({@code urn:oid:…}) of the Authz-Consent option
     */
    public record Intent(
            List<Code> purposesOfUse,
            @Nullable String emergencyReason,
            @Nullable PatientId patientId,
            List<String> consentDocuments,
            List<String> policies) {
        public static final Intent NONE = new Intent(List.of(), null, null, List.of(), List.of());

        public Intent {
            purposesOfUse = List.copyOf(purposesOfUse);
            consentDocuments = List.copyOf(consentDocuments);
            policies = List.copyOf(policies);
        }
    }

    /** A SAML 2.0 assertion as it was received or issued: a secret while it is valid, so it never prints itself. */
    public record Assertion(String xml) {
        @Override
        public String toString() {
            return "Assertion[" + xml.length() + " characters]";
        }
    }
}
