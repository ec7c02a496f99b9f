package dev.xdsi.soap.server;

import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.binding.soap.interceptor.ReadHeadersInterceptor;
import org.apache.cxf.phase.Phase;

/** IHE speaks SOAP 1.2 alone (ITI TF-2: Appendix V.3.2.1); the stack would answer SOAP 1.1 in kind. */
final class Soap12Only extends AbstractSoapInterceptor {
    Soap12Only() {
        super(Phase.READ);
        addAfter(ReadHeadersInterceptor.class.getName());
    }

    @Override
    public void handleMessage(SoapMessage message) {
        if (!(message.getVersion() instanceof Soap12)) {
            message.setVersion(Soap12.getInstance());
            throw new SoapFault(
                    "this service speaks SOAP 1.2 only, the message is SOAP 1.1",
                    Soap12.getInstance().getVersionMismatch());
        }
    }
}
