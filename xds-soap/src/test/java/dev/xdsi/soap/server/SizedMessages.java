package dev.xdsi.soap.server;

/** Messages of exactly so many bytes, envelopes filled with spaces. */
final class SizedMessages {
    static final String BOUNDARY = "edge";
    static final String MULTIPART = "multipart/related; type=\"application/xop+xml\"; start=\"<root>\";"
            + " start-info=\"application/soap+xml\"; boundary=\"" + BOUNDARY + "\"";

    private static final String SUBMISSION =
            "<x:ProvideAndRegisterDocumentSetRequest xmlns:x=\"urn:ihe:iti:xds-b:2007\">"
                    + "<l:SubmitObjectsRequest xmlns:l=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\">"
                    + "<r:RegistryObjectList xmlns:r=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\"/>"
                    + "</l:SubmitObjectsRequest></x:ProvideAndRegisterDocumentSetRequest>";

    private SizedMessages() {}

    private static String envelope(String action, String body, int size) {
        String bare = Wire.envelope(Wire.addressed(action, ""), body);
        return Wire.envelope(Wire.addressed(action, ""), body + " ".repeat(size - bare.length()));
    }

    static String question(int size) {
        return envelope(Wire.RETRIEVE, Wire.BODY, size);
    }

    static String submission(int size) {
        return envelope("urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b", SUBMISSION, size);
    }

    /** A message with these parts and one that fills it to its size. */
    static String parts(String root, String more, int size) {
        String head = "--" + BOUNDARY
                + "\r\nContent-Type: application/xop+xml; type=\"application/soap+xml\"; charset=UTF-8\r\n"
                + "Content-ID: <root>\r\n\r\n" + root + "\r\n" + more + "--" + BOUNDARY + "\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        return head + "x".repeat(size - head.length() - tail.length()) + tail;
    }
}
