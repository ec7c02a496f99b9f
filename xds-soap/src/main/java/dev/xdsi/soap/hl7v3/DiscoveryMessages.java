package dev.xdsi.soap.hl7v3;

/** What the messages of Cross Gateway Patient Discovery [ITI-55] are called, and the code systems in them (ITI TF-2: 3.55.4). */
final class DiscoveryMessages {
    static final String QUERY = "PRPA_IN201305UV02";
    static final String ANSWER = "PRPA_IN201306UV02";
    static final String QUERY_EVENT = "PRPA_TE201305UV02";
    static final String ANSWER_EVENT = "PRPA_TE201306UV02";
    static final String EVENTS = "2.16.840.1.113883.1.18";
    static final String ACT_CODES = "2.16.840.1.113883.5.4";
    static final String REQUESTED_ATTRIBUTES = "1.3.6.1.4.1.19376.1.2.27.1";
    static final String LOCATORS = "1.3.6.1.4.1.19376.1.2.27.2";
    static final String ISSUES = "1.3.6.1.4.1.19376.1.2.27.3";

    private DiscoveryMessages() {}
}
