package dev.xdsi.soap.xua;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.keys.KeyInfo;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.saml2.core.SubjectConfirmation;
import org.opensaml.saml.saml2.core.SubjectConfirmationData;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Whether the one who presents an assertion is the one who may: one of its subject confirmations must hold (SAML Core 2.4.1.1). Of the
 * methods, bearer and holder-of-key are understood; who vouches for somebody else would have to sign the message.
 */
final class Confirmations {
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final String HOLDER_OF_KEY = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key";

    private Confirmations() {}

    static void check(List<SubjectConfirmation> confirmations, Situation situation) throws NotBelievedException {
        Refusal refusal = Refusal.CONFIRMATION;
        for (SubjectConfirmation confirmation : confirmations) {
            SubjectConfirmationData data = confirmation.getSubjectConfirmationData();
            boolean inTime = isInTimeAndHere(data, situation);
            if (BEARER.equals(confirmation.getMethod()) && inTime) {
                return;
            }
            if (HOLDER_OF_KEY.equals(confirmation.getMethod()) && inTime) {
                if (data != null && holdsKey(Objects.requireNonNull(data.getDOM()), situation.presenter())) {
                    return;
                }
                refusal = Refusal.HOLDER_OF_KEY;
            }
        }
        throw new NotBelievedException(refusal);
    }

    private static boolean isInTimeAndHere(@Nullable SubjectConfirmationData data, Situation situation) {
        return data == null
                || (situation.hasCome(data.getNotBefore())
                        && !situation.hasPassed(data.getNotOnOrAfter())
                        && (data.getRecipient() == null || situation.policy().isRecipient(data.getRecipient())));
    }

    /** The proof of the key is the TLS handshake, in which the client has shown that it has it. */
    private static boolean holdsKey(Element data, Presenter presenter) throws NotBelievedException {
        X509Certificate shown = presenter.certificate();
        NodeList named = data.getElementsByTagNameNS(Grammar.DS, "KeyInfo");
        if (shown == null) {
            return false;
        }
        try {
            for (int i = 0; i < named.getLength(); i++) {
                if (names(new KeyInfo((Element) named.item(i), ""), shown)) {
                    return true;
                }
            }
            return false;
        } catch (XMLSecurityException e) {
            throw new NotBelievedException(Refusal.HOLDER_OF_KEY, e);
        }
    }

    /** Only what stands there in full: no reference is followed. */
    private static boolean names(KeyInfo info, X509Certificate shown) throws XMLSecurityException {
        for (int i = 0; i < info.lengthX509Data(); i++) {
            var data = info.itemX509Data(i);
            for (int j = 0; j < data.lengthCertificate(); j++) {
                if (shown.equals(data.itemCertificate(j).getX509Certificate())) {
                    return true;
                }
            }
        }
        for (int i = 0; i < info.lengthKeyValue(); i++) {
            PublicKey key = info.itemKeyValue(i).getPublicKey();
            if (key.equals(shown.getPublicKey())) {
                return true;
            }
        }
        return false;
    }
}
