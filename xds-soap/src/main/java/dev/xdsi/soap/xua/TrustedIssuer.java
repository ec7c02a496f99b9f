package dev.xdsi.soap.xua;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An X-Assertion Provider that this node believes (ITI TF-1: 13).
 *
 * @param certificates with which it signs: several while one follows another
 * @param homeCommunityIds {@code urn:oid:…} of the communities whose users it vouches for; empty when it may name any
 */
public record TrustedIssuer(List<X509Certificate> certificates, Set<String> homeCommunityIds) {
    static final TrustedIssuer NOBODY = new TrustedIssuer(List.of(), Set.of());

    public TrustedIssuer {
        certificates = List.copyOf(certificates);
        homeCommunityIds = Set.copyOf(homeCommunityIds);
    }

    /** With these certificates, for users of whatever community. */
    public static TrustedIssuer of(X509Certificate... certificates) {
        return new TrustedIssuer(List.of(certificates), Set.of());
    }

    /** Whether it may say of users that they belong there, or say nothing of it (ITI TF-2: 3.40.4.1.2 Home Community ID). */
    boolean vouchesFor(@Nullable String homeCommunityId) {
        return homeCommunityId == null || homeCommunityIds.isEmpty() || homeCommunityIds.contains(homeCommunityId);
    }
}
