package dev.xdsi.soap.xua;

import java.io.StringReader;
import java.io.StringWriter;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.SignatureMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * How an assertion is signed, well or badly.
 *
 * @param uris of the references; {@code #} alone stands for the assertion's own ID
 * @param prefixes of namespaces that exclusive canonicalization treats as inclusive, with spaces between
 * @param key what to sign with, when it is not the issuer's private key
 */
public record SignatureRecipe(
        String method,
        String digest,
        String c14n,
        List<String> transforms,
        List<String> uris,
        String prefixes,
        @Nullable Key key) {
    public static final SignatureRecipe GOOD = new SignatureRecipe(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            DigestMethod.SHA256,
            CanonicalizationMethod.EXCLUSIVE,
            List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE),
            List.of("#"),
            "",
            null);

    public SignatureRecipe method(String uri) {
        return new SignatureRecipe(uri, digest, c14n, transforms, uris, prefixes, key);
    }

    public SignatureRecipe digest(String uri) {
        return new SignatureRecipe(method, uri, c14n, transforms, uris, prefixes, key);
    }

    public SignatureRecipe c14n(String uri) {
        return new SignatureRecipe(method, digest, uri, transforms, uris, prefixes, key);
    }

    public SignatureRecipe transforms(String... all) {
        return new SignatureRecipe(method, digest, c14n, List.of(all), uris, prefixes, key);
    }

    public SignatureRecipe uris(String... all) {
        return new SignatureRecipe(method, digest, c14n, transforms, List.of(all), prefixes, key);
    }

    public SignatureRecipe key(Key other) {
        return new SignatureRecipe(method, digest, c14n, transforms, uris, prefixes, other);
    }

    public SignatureRecipe prefixes(String all) {
        return new SignatureRecipe(method, digest, c14n, transforms, uris, all, key);
    }

    private @Nullable ExcC14NParameterSpec parameters() {
        return prefixes.isEmpty() ? null : new ExcC14NParameterSpec(List.of(prefixes.split(" ")));
    }

    String sign(String unsigned, AssertionForge forge) {
        try {
            Document document = parse(unsigned);
            Element assertion = document.getDocumentElement();
            assertion.setIdAttribute("ID", true);
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            List<Reference> references = new ArrayList<>();
            for (String uri : uris) {
                references.add(reference(factory, uri.equals("#") ? "#" + assertion.getAttribute("ID") : uri));
            }
            var info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(c14n, parameters()),
                    factory.newSignatureMethod(method, (SignatureMethodParameterSpec) null),
                    references);
            KeyInfoFactory keys = factory.getKeyInfoFactory();
            KeyInfo named = keys.newKeyInfo(List.of(keys.newX509Data(List.of(forge.certificate()))));
            Node behindIssuer = assertion.getFirstChild().getNextSibling();
            DOMSignContext context = new DOMSignContext(key == null ? forge.key() : key, assertion, behindIssuer);
            context.setDefaultNamespacePrefix("ds");
            factory.newXMLSignature(info, named).sign(context);
            return text(document);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Reference reference(XMLSignatureFactory factory, String uri) throws Exception {
        List<Transform> steps = new ArrayList<>();
        for (String transform : transforms) {
            boolean exclusive = transform.equals(CanonicalizationMethod.EXCLUSIVE);
            steps.add(factory.newTransform(transform, (TransformParameterSpec) (exclusive ? parameters() : null)));
        }
        return factory.newReference(uri, factory.newDigestMethod(digest, null), steps, null, null);
    }

    static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Document document) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter xml = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(xml));
            return xml.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
