package dev.xdsi.soap.xua;

/** The names of the attributes of an assertion (ITI TF-2: 3.40.4.1.2). */
public final class XuaAttribute {
    public static final String SUBJECT_ID = "urn:oasis:names:tc:xspa:1.0:subject:subject-id";
    public static final String ORGANIZATION = "urn:oasis:names:tc:xspa:1.0:subject:organization";
    public static final String ORGANIZATION_ID = "urn:oasis:names:tc:xspa:1.0:subject:organization-id";
    public static final String HOME_COMMUNITY_ID = "urn:ihe:iti:xca:2010:homeCommunityId";
    public static final String NPI = "urn:oasis:names:tc:xspa:1.0:subject:npi";
    public static final String PROVIDER_IDENTIFIER = "urn:ihe:iti:xua:2017:subject:provider-identifier";
    public static final String ROLE = "urn:oasis:names:tc:xacml:2.0:subject:role";
    public static final String PURPOSE_OF_USE = "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse";
    public static final String CONSENT_DOCUMENT = "urn:ihe:iti:bppc:2007:docid";
    public static final String POLICY = "urn:ihe:iti:xua:2012:acp";
    public static final String PATIENT_ID = "urn:oasis:names:tc:xacml:2.0:resource:resource-id";

    /** Of this gateway's own: why consent is to be overridden, in the user's own words. */
    public static final String EMERGENCY_REASON = "urn:dev:xdsi:emergency-reason";

    private XuaAttribute() {}
}
