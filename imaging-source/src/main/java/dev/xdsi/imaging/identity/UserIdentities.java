package dev.xdsi.imaging.identity;

import dev.xdsi.imaging.partner.ProvenUser;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Who can tell whether users are who they say. What is refused is on record before it is answered. */
public interface UserIdentities {
    /** No kind of identity is supported, and nobody records what is refused. */
    UserIdentities NONE = new UserIdentities() {
        @Override
        public Answer byPasscode(String username, String passcode, Presented presented) {
            return new Answer.Unsupported();
        }

        @Override
        public Answer byAssertion(String saml, Presented presented) {
            return new Answer.Unsupported();
        }

        @Override
        public void refused(String reason, Presented presented) {}
    };

    /**
     * How an identity came.
     *
     * @param certificate of the peer, where TLS proved that it is its own
     * @param at the address at which the association was asked for
     */
    record Presented(Caller.Node from, @Nullable X509Certificate certificate, URI at) {}

    /** User-Identity-Type 2. */
    Answer byPasscode(String username, String passcode, Presented presented);

    /** User-Identity-Type 4. */
    Answer byAssertion(String saml, Presented presented);

    /**
     * Records what was refused before anybody was asked about it.
     *
     * @param reason names no secrets and no persons
     */
    void refused(String reason, Presented presented);

    /** What an identity is worth. */
    sealed interface Answer {
        /** The user is who he says. */
        record Proven(ProvenUser user) implements Answer {}

        /** He is not, or it is not said; why is on record. */
        record Refused() implements Answer {}

        /** Too many want to know at once. */
        record Busy() implements Answer {}

        /** Nobody here knows such users. */
        record Unsupported() implements Answer {}
    }
}
