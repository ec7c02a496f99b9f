package dev.xdsi.soap.server;

import dev.xdsi.soap.addressing.Addressing;
import dev.xdsi.soap.addressing.ServerAddressingIn;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.Verdict;
import dev.xdsi.soap.xua.XServiceProvider;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Learns from {@code wsse:Security} for which user a call is, before its body is read and its attachments are taken in
 * (ITI TF-2: 3.40.4.1.3). What it refuses is answered with a fault of WS-Security and reported, once.
 */
final class AssertionIn extends AbstractSoapInterceptor {
    private final XServiceProvider provider;

    AssertionIn(XServiceProvider provider) {
        super(Phase.POST_PROTOCOL);
        addAfter(ServerAddressingIn.class.getName());
        this.provider = provider;
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return Set.of(SecurityHeader.NAME);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        SoapCall call = SoapCall.current();
        XServiceProvider.Demand demand = provider.demand(call.isSecure());
        if (isGET(message) || demand == XServiceProvider.Demand.OFF) {
            return;
        }
        Addressing addressing = message.getExchange().get(Addressing.class);
        if (addressing != null) {
            call.addressed(addressing);
        }
        SecurityHeader header = SecurityHeader.of(message.getHeaders(), provider.verifier()::isPast);
        if (header.refusal() != null) {
            throw refused(provider, call, new Verdict.Refused(header.refusal(), null));
        }
        if (header.assertion() != null) {
            switch (provider.verifier().verify(header.assertion(), call.presenter())) {
                case Verdict.Accepted accepted -> call.proven(accepted);
                case Verdict.Refused refused -> throw refused(provider, call, refused);
            }
        } else if (demand == XServiceProvider.Demand.REQUIRED) {
            throw refused(provider, call, new Verdict.Refused(Refusal.ABSENT, null));
        }
    }

    /** The fault for a call that is refused, which is reported with it. */
    static SoapFault refused(XServiceProvider provider, SoapCall call, Verdict.Refused verdict) {
        provider.refusals().refused(call.caller().node(), call.path(), verdict);
        SoapFault fault =
                new SoapFault(verdict.reason().advice(), Soap12.getInstance().getSender());
        fault.addSubCode(verdict.reason().code());
        return fault;
    }
}
