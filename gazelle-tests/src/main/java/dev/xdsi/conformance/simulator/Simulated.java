package dev.xdsi.conformance.simulator;

import java.util.Locale;

/** Who is simulated, by the OID under which the tested side knows it. */
enum Simulated {
    /** A community with a Responding Gateway and a Responding Imaging Gateway. */
    NORTH("1.3.6.1.4.1.21367.13.70.101", true),
    SOUTH("1.3.6.1.4.1.21367.13.70.102", true),
    /** A Document Repository in the community of the tested gateway. */
    REPOSITORY("1.3.6.1.4.1.21367.13.80.110", false),
    /** An Imaging Document Source there. */
    SOURCE("1.3.6.1.4.1.21367.13.80.111", false),
    /** A Document Metadata Notification Recipient. */
    RECIPIENT("1.3.6.1.4.1.21367.13.80.112", false);

    private final String oid;
    private final boolean community;

    Simulated(String oid, boolean community) {
        this.oid = oid;
        this.community = community;
    }

    String oid() {
        return oid;
    }

    boolean isCommunity() {
        return community;
    }

    /** As cases name it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
