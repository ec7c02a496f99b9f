package dev.xdsi.model;

import java.util.Optional;

/** Names a community across gateways: {@code urn:oid:} and an OID, at most 64 characters in all (ITI TF-3: 4.2.3.2.12). */
public record HomeCommunityId(Oid oid) {
    private static final int MAX_LENGTH = 64;
    private static final String URN = "urn:oid:";

    public HomeCommunityId {
        if (oid.urn().length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a homeCommunityId has at most 64 characters: " + oid.urn());
        }
    }

    /** Reads {@code urn:oid:1.2.3}; empty when it is not exactly that. */
    public static Optional<HomeCommunityId> parse(String urn) {
        if (urn.length() > MAX_LENGTH || !urn.startsWith(URN)) {
            return Optional.empty();
        }
        String oid = urn.substring(URN.length());
        return Oid.isValid(oid) ? Optional.of(new HomeCommunityId(new Oid(oid))) : Optional.empty();
    }

    /** As on the wire, {@code urn:oid:1.2.3}. */
    public String urn() {
        return oid.urn();
    }

    @Override
    public String toString() {
        return urn();
    }
}
