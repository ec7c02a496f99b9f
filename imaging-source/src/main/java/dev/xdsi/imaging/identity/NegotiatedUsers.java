package dev.xdsi.imaging.identity;

import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.QueryRetrieveSopClass;
import dev.xdsi.dicom.net.UserIdentification;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.UserIdentity;
import dev.xdsi.imaging.identity.UserIdentities.Answer;
import dev.xdsi.imaging.identity.UserIdentities.Presented;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.partner.UserDemand;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of a User Identity sub-item (PS3.7 D.3.3.7.1) the user of the association, nobody, or a rejection. A name alone proves nothing,
 * and tickets and web tokens nobody can read here: who sends those is as unknown as who sends nothing.
 */
public final class NegotiatedUsers implements UserIdentification {
    private static final Logger LOG = LoggerFactory.getLogger(NegotiatedUsers.class);

    private static final int USERNAME = 1;
    private static final int USERNAME_AND_PASSCODE = 2;
    private static final int KERBEROS = 3;
    private static final int SAML = 4;
    private static final int JWT = 5;

    private final UserIdentities identities;
    private final Supplier<ImagingPartners> partners;
    private final URI address;

    /**
     * At one port.
     *
     * @param partners what is demanded of whom
     * @param address at which it is, for the audit trail
     */
    public NegotiatedUsers(UserIdentities identities, Supplier<ImagingPartners> partners, URI address) {
        this.identities = identities;
        this.partners = partners;
        this.address = address;
    }

    @Override
    public Result identify(AssociationPeer peer, @Nullable X509Certificate certificate, AssociateRequest request) {
        UserDemand demand = partners.get().demand(peer);
        if (demand == UserDemand.OFF) {
            return new Result.Unknown();
        }
        Presented presented = new Presented(ImagingPartners.node(peer), certificate, address);
        List<UserIdentity> said = request.userInformation().all(UserIdentity.class);
        if (said.size() > 1) {
            return refused("more than one user identity in one request", presented);
        }
        Result result = said.isEmpty() ? new Result.Unknown() : identify(said.getFirst(), presented, peer);
        return result instanceof Result.Unknown && demand == UserDemand.REQUIRED && asks(peer, request)
                ? refused("Query/Retrieve takes a user who is proven, by passcode or SAML assertion", presented)
                : result;
    }

    private Result identify(UserIdentity said, Presented presented, AssociationPeer peer) {
        return switch (said.type()) {
            case USERNAME, KERBEROS, JWT -> new Result.Unknown();
            case USERNAME_AND_PASSCODE, SAML -> proven(said, presented, peer);
            default -> refused("a user identity of a type that there is not", presented);
        };
    }

    private Result proven(UserIdentity said, Presented presented, AssociationPeer peer) {
        boolean here = peer.address().getAddress() != null
                && peer.address().getAddress().isLoopbackAddress();
        if (!here && presented.certificate() == null) {
            return refused("a passcode or an assertion must not travel without TLS", presented);
        }
        Optional<String> primary = text(said.primary());
        Optional<String> secondary = text(said.secondary());
        boolean byPasscode = said.type() == USERNAME_AND_PASSCODE;
        if (primary.isEmpty() || (byPasscode && (secondary.isEmpty() || isUnprintable(primary.get())))) {
            return refused("a user identity with an empty field, or one that is no text in UTF-8", presented);
        }
        try {
            return result(
                    byPasscode
                            ? identities.byPasscode(primary.get(), secondary.orElseThrow(), presented)
                            : identities.byAssertion(primary.get().strip(), presented));
        } catch (RuntimeException failure) {
            LOG.error("A user who associates cannot be authenticated now", failure);
            return new Result.Refused(AssociateReject.TEMPORARY_CONGESTION);
        }
    }

    private static Result result(Answer answer) {
        return switch (answer) {
            case Answer.Proven(var user) -> new Result.Proven(user);
            case Answer.Refused ignored -> new Result.Refused(AssociateReject.USER_NOT_AUTHENTICATED);
            case Answer.Busy ignored -> new Result.Refused(AssociateReject.TEMPORARY_CONGESTION);
            case Answer.Unsupported ignored -> new Result.Unknown();
        };
    }

    private Result refused(String reason, Presented presented) {
        identities.refused(reason, presented);
        return new Result.Refused(AssociateReject.USER_NOT_AUTHENTICATED);
    }

    /** Those who only store, or are offered nothing else, are told nothing that a user would have to answer for. */
    private boolean asks(AssociationPeer peer, AssociateRequest request) {
        return partners.get().mayAsk(peer)
                && request.contexts().stream()
                        .anyMatch(context -> QueryRetrieveSopClass.of(context.abstractSyntax())
                                .isPresent());
    }

    private static boolean isUnprintable(String text) {
        return text.codePoints().anyMatch(c -> Character.isISOControl(c) || !Character.isDefined(c));
    }

    private static Optional<String> text(Bytes field) {
        byte[] bytes = field.toByteArray();
        try {
            return bytes.length == 0
                    ? Optional.empty()
                    : Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }
}
