package dev.xdsi.soap;

import java.util.Set;
import javax.xml.namespace.QName;

/**
 * A SOAP 1.2 service as its WSDL describes it.
 *
 * @param serviceInterface the interface generated from the WSDL
 * @param wsdl the WSDL's name on the class path
 * @param packaging which messages are MTOM packages, even without attachments
 * @param tolerant whether elements that the WSDL does not name are passed over; otherwise they are refused
 */
public record SoapContract<T>(
        Class<T> serviceInterface, String wsdl, QName service, QName port, Packaging packaging, boolean tolerant) {

    /** Of a service all of whose messages are MTOM packages, or none. */
    public SoapContract(Class<T> serviceInterface, String wsdl, QName service, QName port, boolean mtom) {
        this(serviceInterface, wsdl, service, port, new Packaging(mtom, Set.of()));
    }

    /** For messages that hold what the WSDL names and nothing else. */
    public SoapContract(Class<T> serviceInterface, String wsdl, QName service, QName port, Packaging packaging) {
        this(serviceInterface, wsdl, service, port, packaging, false);
    }

    /**
     * How messages are packed (ITI TF-2: Appendix V.3).
     *
     * @param mtom whether they are MTOM packages
     * @param simpleOperations local names of the operations that are SIMPLE SOAP all the same
     */
    public record Packaging(boolean mtom, Set<String> simpleOperations) {
        public static final Packaging SIMPLE = new Packaging(false, Set.of());

        public Packaging {
            simpleOperations = Set.copyOf(simpleOperations);
        }
    }

    /** The WSDL as a location that the SOAP stack resolves. */
    public String wsdlLocation() {
        return "classpath:" + wsdl;
    }
}
