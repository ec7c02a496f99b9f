package dev.xdsi.assertion.saml;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The enveloped signature of an assertion: RSA-SHA256, exclusive canonicalization, one reference (SAML Core 5.4). */
final class AssertionSignature {
    private final SigningKey key;
    private final XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");

    AssertionSignature(SigningKey key) {
        this.key = key;
    }

    /** Signs in place; the signature stands behind the Issuer, where the schema wants it. */
    void sign(Element assertion) {
        Node issuer = assertion.getFirstChild();
        DOMSignContext place = new DOMSignContext(key.key(), assertion, issuer.getNextSibling());
        place.setDefaultNamespacePrefix("ds");
        sign(place, assertion.getAttribute("ID"));
        withoutLineBreaks((Element) issuer.getNextSibling());
    }

    private void sign(DOMSignContext place, String id) {
        try {
            factory.newXMLSignature(signedInfo(id), keyInfo()).sign(place);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("the assertion cannot be signed", e);
        }
    }

    /** The JDK breaks lines with a carriage return, which XML can only hold as a reference that readers stumble over. */
    private static void withoutLineBreaks(Element signature) {
        for (String name : List.of("SignatureValue", "X509Certificate")) {
            NodeList found = signature.getElementsByTagNameNS(XMLSignature.XMLNS, name);
            for (int i = 0; i < found.getLength(); i++) {
                found.item(i).setTextContent(found.item(i).getTextContent().replaceAll("\\s", ""));
            }
        }
    }

    private SignedInfo signedInfo(String id) throws GeneralSecurityException {
        Reference reference = factory.newReference(
                "#" + id,
                factory.newDigestMethod(DigestMethod.SHA256, null),
                List.of(
                        factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                null,
                null);
        return factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
                List.of(reference));
    }

    private KeyInfo keyInfo() {
        KeyInfoFactory keys = factory.getKeyInfoFactory();
        return keys.newKeyInfo(List.of(keys.newX509Data(List.of(key.certificate()))));
    }
}
