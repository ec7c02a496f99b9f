package dev.xdsi.soap.xua;

import java.time.DateTimeException;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.Initializer;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.Unmarshaller;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.xmlsec.config.impl.ApacheXMLSecurityInitializer;
import org.w3c.dom.Element;

/**
 * Gets OpenSAML ready, once a process: the parts that read SAML. Its own start would look for all that it finds on the class path, HTTP clients
 * and metadata resolvers among it.
 */
final class OpenSaml {
    private OpenSaml() {}

    /** Runs once, when the class is first used. */
    private static final class Started {
        static final boolean DONE = start();

        private static boolean start() {
            try {
                for (Initializer part : new Initializer[] {
                    new org.opensaml.core.xml.config.XMLObjectProviderInitializer(),
                    new ApacheXMLSecurityInitializer(),
                    new org.opensaml.xmlsec.config.impl.XMLObjectProviderInitializer(),
                    new org.opensaml.saml.config.impl.XMLObjectProviderInitializer()
                }) {
                    part.init();
                }
                return true;
            } catch (InitializationException e) {
                throw new IllegalStateException("OpenSAML does not start", e);
            }
        }
    }

    /** To be called before anything of OpenSAML or XML Signature is used; cheap when it was before. */
    static void initialize() {
        if (!Started.DONE) {
            throw new IllegalStateException("OpenSAML did not start");
        }
    }

    /** The assertion in a tree of verified octets. */
    static Assertion read(Element verified) throws NotBelievedException {
        initialize();
        try {
            Unmarshaller unmarshaller =
                    XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(verified);
            XMLObject read = unmarshaller == null ? null : unmarshaller.unmarshall(verified);
            if (read instanceof Assertion assertion) {
                return assertion;
            }
            throw new NotBelievedException(Refusal.MALFORMED);
        } catch (UnmarshallingException | IllegalArgumentException | DateTimeException e) {
            // A number or a time that is none comes as an unchecked exception.
            throw new NotBelievedException(Refusal.MALFORMED, e);
        }
    }
}
