package dev.xdsi.assertion.wstrust;

import java.util.Set;

/** The vocabularies of a request for a security token. */
final class Namespaces {
    static final String WST = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSSE_11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String WSA = "http://www.w3.org/2005/08/addressing";
    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String HL7 = "urn:hl7-org:v3";

    /** WS-Policy 1.2, which WS-Trust 1.3 names, and 1.5. */
    static final Set<String> WSP =
            Set.of("http://schemas.xmlsoap.org/ws/2004/09/policy", "http://www.w3.org/ns/ws-policy");

    static final String SAML_TOKEN_PROFILE = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#";

    private Namespaces() {}
}
