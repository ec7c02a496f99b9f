package dev.xdsi.soap;

import javax.xml.namespace.QName;

/**
 * A SOAP 1.2 service as its WSDL describes it.
 *
 * @param serviceInterface the interface generated from the WSDL
 * @param wsdl the WSDL's name on the class path
 * @param mtom whether messages are MTOM packages, even without attachments
 */
public record SoapContract<T>(Class<T> serviceInterface, String wsdl, QName service, QName port, boolean mtom) {
    /** The WSDL as a location that the SOAP stack resolves. */
    public String wsdlLocation() {
        return "classpath:" + wsdl;
    }
}
