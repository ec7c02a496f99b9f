package dev.xdsi.soap.xua;

import static dev.xdsi.soap.xua.Grammar.DS;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.Reference;
import org.apache.xml.security.signature.SignedInfo;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The signature of an assertion (SAML Core 5.4), held against the certificates that are known for its issuer. What it hands on is what was
 * signed: the octets whose digest was verified. From them alone is read who is calling, so that nothing that only stands near a valid
 * signature can be taken for signed.
 */
final class AssertionSignature {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final Set<String> SIGNATURES = Set.of(
            MORE + "rsa-sha256",
            MORE + "rsa-sha384",
            MORE + "rsa-sha512",
            MORE + "ecdsa-sha256",
            MORE + "ecdsa-sha384",
            MORE + "ecdsa-sha512",
            MORE_2007 + "sha256-rsa-MGF1",
            MORE_2007 + "sha384-rsa-MGF1",
            MORE_2007 + "sha512-rsa-MGF1");
    private static final Set<String> DIGESTS = Set.of(XENC + "sha256", MORE + "sha384", XENC + "sha512");
    private static final Set<String> EXCLUSIVE =
            Set.of(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS, Canonicalizer.ALGO_ID_C14N_EXCL_WITH_COMMENTS);

    private final Element signature;
    private final XMLSignature xml;

    private AssertionSignature(Element signature, XMLSignature xml) {
        this.signature = signature;
        this.xml = xml;
    }

    /** The one signature of the assertion; its form is right, nothing else is known. */
    static AssertionSignature of(Element assertion) throws NotBelievedException {
        OpenSaml.initialize();
        NodeList all = assertion.getElementsByTagNameNS(DS, "Signature");
        if (all.getLength() == 0) {
            throw new NotBelievedException(Refusal.UNSIGNED);
        }
        Element signature = (Element) all.item(0);
        String id = assertion.getAttributeNS(null, "ID");
        if (all.getLength() > 1
                || !assertion.isSameNode(signature.getParentNode())
                || !Grammar.SIGNATURE.fits(signature)
                || id.isEmpty()) {
            throw new NotBelievedException(Refusal.SIGNATURE_FORM);
        }
        assertion.setIdAttributeNS(null, "ID", true);
        checkAlgorithms(signature);
        forgetKeyInfo(signature);
        try {
            XMLSignature xml = new XMLSignature(signature, "", true);
            checkReference(xml.getSignedInfo(), id);
            return new AssertionSignature(signature, xml);
        } catch (XMLSecurityException e) {
            throw new NotBelievedException(Refusal.SIGNATURE_FORM, e);
        }
    }

    /** By name, before anything is made of them: an algorithm may be an instruction to do something. */
    private static void checkAlgorithms(Element signature) throws NotBelievedException {
        boolean strong = SIGNATURES.contains(algorithm(signature, "SignatureMethod", 0))
                && DIGESTS.contains(algorithm(signature, "DigestMethod", 0));
        if (!strong) {
            throw new NotBelievedException(Refusal.ALGORITHM);
        }
        boolean plain = EXCLUSIVE.contains(algorithm(signature, "CanonicalizationMethod", 0))
                && Transforms.TRANSFORM_ENVELOPED_SIGNATURE.equals(algorithm(signature, "Transform", 0))
                && EXCLUSIVE.contains(algorithm(signature, "Transform", 1));
        if (!plain) {
            throw new NotBelievedException(Refusal.SIGNATURE_FORM);
        }
    }

    private static String algorithm(Element signature, String name, int index) {
        return ((Element) signature.getElementsByTagNameNS(DS, name).item(index)).getAttributeNS(null, "Algorithm");
    }

    /** The keys are known here; what a message says about them is an invitation to believe the message. */
    private static void forgetKeyInfo(Element signature) {
        Node last = signature.getLastChild();
        while (last != null && !(last instanceof Element)) {
            last = last.getPreviousSibling();
        }
        if (last != null && "KeyInfo".equals(last.getLocalName())) {
            signature.removeChild(last);
        }
    }

    private static void checkReference(SignedInfo info, String id) throws XMLSecurityException, NotBelievedException {
        if (info.getLength() != 1 || !("#" + id).equals(info.item(0).getURI())) {
            throw new NotBelievedException(Refusal.SIGNATURE_FORM);
        }
    }

    /** The signed octets: the assertion in exclusive canonical form, without its signature. */
    byte[] verified(List<X509Certificate> certificates, Instant now) throws NotBelievedException {
        boolean current = false;
        for (X509Certificate certificate : certificates) {
            if (isValid(certificate, now)) {
                current = true;
                if (fits(certificate)) {
                    return signedOctets();
                }
            }
        }
        throw new NotBelievedException(current ? Refusal.SIGNATURE : Refusal.ISSUER_CERTIFICATE);
    }

    private boolean fits(X509Certificate certificate) throws NotBelievedException {
        String wanted = algorithm(signature, "SignatureMethod", 0).contains("ecdsa") ? "EC" : "RSA";
        if (!certificate.getPublicKey().getAlgorithm().equals(wanted)) {
            return false;
        }
        try {
            return xml.checkSignatureValue(certificate.getPublicKey());
        } catch (XMLSecurityException e) {
            throw new NotBelievedException(Refusal.SIGNATURE, e);
        }
    }

    /** Digested once more, so that these very octets, and not others that were read on the way, are known to be signed. */
    private byte[] signedOctets() throws NotBelievedException {
        try {
            Reference reference = xml.getSignedInfo().item(0);
            byte[] octets = reference.getReferencedBytes();
            MessageDigest digest = MessageDigest.getInstance(
                    reference.getMessageDigestAlgorithm().getJCEAlgorithmString());
            if (!MessageDigest.isEqual(digest.digest(octets), reference.getDigestValue())) {
                throw new NotBelievedException(Refusal.SIGNATURE);
            }
            return octets;
        } catch (XMLSecurityException | NoSuchAlgorithmException e) {
            throw new NotBelievedException(Refusal.SIGNATURE, e);
        }
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }
}
