package dev.xdsi.soap.xua;

import javax.xml.namespace.QName;

/**
 * Why an assertion is not believed: the fault code of WS-Security for it (WS-Security 1.1: 12, SAML Token Profile 1.1: 3.6), and what the
 * sender can do. The words name nothing that was sent and nothing of this node.
 */
public enum Refusal {
    ABSENT(
            "SecurityTokenUnavailable",
            "this endpoint asks for a user: send one SAML 2.0 assertion, directly in one wsse:Security header"),
    SEVERAL("InvalidSecurity", "send exactly one wsse:Security header, and in it exactly one assertion"),
    MISPLACED("InvalidSecurity", "an assertion must stand directly in wsse:Security, and nowhere else in the message"),
    OTHER_ROLE("InvalidSecurity", "the wsse:Security header must be meant for the ultimate receiver"),
    MESSAGE_EXPIRED("MessageExpired", "the wsu:Timestamp of the message has expired; check the clocks"),
    MALFORMED("InvalidSecurityToken", "the token is no well-formed SAML 2.0 assertion, or has comments in it"),
    TOO_LARGE("InvalidSecurityToken", "the assertion exceeds a limit of size, depth or number of elements"),
    ENCRYPTED("UnsupportedSecurityToken", "encrypted elements are not accepted; send the assertion in clear, over TLS"),
    NOT_SAML_2("UnsupportedSecurityToken", "only SAML 2.0 assertions are accepted"),
    UNSIGNED("InvalidSecurityToken", "the assertion has no signature of its own; its issuer must sign it"),
    SIGNATURE_FORM(
            "InvalidSecurityToken",
            "the signature must have one reference, to the assertion's ID, with the transforms enveloped-signature and"
                    + " exclusive canonicalization, and nothing else"),
    ALGORITHM(
            "UnsupportedAlgorithm",
            "sign with RSA (2048 bits or more) or ECDSA (P-256 or more), with SHA-256 or stronger, for the digest too"),
    UNKNOWN_ISSUER("InvalidSecurityToken", "the issuer of the assertion is not trusted here; its name counts exactly"),
    ISSUER_CERTIFICATE("FailedCheck", "the issuer's signing certificate known here is not valid now"),
    SIGNATURE("FailedCheck", "the signature does not fit the assertion and the issuer's certificate known here"),
    NO_CONDITIONS("InvalidSecurityToken", "the assertion needs Conditions with NotOnOrAfter"),
    UNKNOWN_CONDITION("UnsupportedSecurityToken", "the assertion has a condition that is not understood here"),
    NOT_YET_VALID("InvalidSecurityToken", "the assertion is not valid yet; check the clocks"),
    EXPIRED("InvalidSecurityToken", "the assertion has expired; get a new one, and check the clocks"),
    LIFETIME("InvalidSecurityToken", "the assertion is valid for longer than is accepted here"),
    AUDIENCE("InvalidSecurityToken", "the assertion is not meant for this community: no audience of it is known here"),
    SUBJECT("InvalidSecurityToken", "the Subject needs one NameID in clear, and at least one SubjectConfirmation"),
    CONFIRMATION(
            "FailedAuthentication",
            "no SubjectConfirmation holds: bearer is accepted while it is valid and when its Recipient is this node"),
    HOLDER_OF_KEY("FailedAuthentication", "the key that the assertion names is not that of the TLS client certificate"),
    AUTHENTICATION_STATEMENT(
            "InvalidSecurityToken",
            "each AuthnStatement needs an AuthnInstant that has passed and an AuthnContext with a class or declaration"
                    + " reference, and there must be one"),
    ATTRIBUTE("InvalidSecurityToken", "an attribute of the assertion has not the form of ITI TF-2: 3.40.4.1.2"),
    HOME_COMMUNITY(
            "InvalidSecurityToken",
            "the issuer of the assertion is not trusted to vouch for users of the homeCommunityId that it names"),
    REPLAYED(
            "FailedAuthentication",
            "an assertion with this ID was used before, with other content, by another node, or for its only use"),
    BUSY("FailedAuthentication", "too many assertions for one use are in use; try again later");

    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private final String code;
    private final String advice;

    Refusal(String code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    /** The fault code; of all, only MessageExpired belongs to the utility namespace. */
    public QName code() {
        return new QName(code.equals("MessageExpired") ? WSU : WSSE, code);
    }

    /** What the sender can do about it. */
    public String advice() {
        return advice;
    }
}
