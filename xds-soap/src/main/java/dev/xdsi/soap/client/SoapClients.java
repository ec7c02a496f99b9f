package dev.xdsi.soap.client;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.addressing.ClientAddressingIn;
import dev.xdsi.soap.addressing.ClientAddressingOut;
import dev.xdsi.soap.mtom.ArrivingMessageIn;
import dev.xdsi.soap.mtom.EnvelopeIn;
import dev.xdsi.soap.mtom.MessageIn;
import dev.xdsi.soap.tls.NodeTls;
import java.net.URI;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.Endpoint;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxb.JAXBDataBinding;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.logging.NoOpFaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transport.http.HTTPConduitFactory;
import org.apache.cxf.transport.http.URLConnectionHTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.jspecify.annotations.Nullable;

/** Calls partners' SOAP services: SOAP 1.2, WS-Addressing, MTOM, and mutual TLS where the address is https. */
public final class SoapClients {
    private static final int CHUNK = 64 * 1024;

    private final Bus bus;
    private final SoapSettings settings;
    private final @Nullable NodeTls tls;
    private final ClientTimeouts timeouts;
    private final AssertionSource assertions;

    /** Clients of this node that pass on the assertions it received. */
    public SoapClients(SoapSettings settings, @Nullable NodeTls tls, ClientTimeouts timeouts) {
        this(settings, tls, timeouts, AssertionSource.RECEIVED);
    }

    /**
     * Clients of this node.
     *
     * @param tls what the node shows and trusts; without it only plain HTTP can be called
     * @param assertions what proves to partners for whom they are called, see {@link OnBehalf}
     */
    public SoapClients(
            SoapSettings settings, @Nullable NodeTls tls, ClientTimeouts timeouts, AssertionSource assertions) {
        this.settings = settings;
        this.tls = tls;
        this.timeouts = timeouts;
        this.assertions = assertions;
        this.bus = BusFactory.newInstance().createBus();
        // The JDK's newer client feeds a request through a pipe between two threads; this one writes to the socket.
        HTTPConduitFactory conduits =
                (factory, itsBus, endpoint, target) -> new URLConnectionHTTPConduit(itsBus, endpoint, target);
        bus.setExtension(conduits, HTTPConduitFactory.class);
    }

    /** A proxy for the partner's service, safe to share between threads and meant to be kept. */
    public <T> T connect(SoapContract<T> contract, URI address) {
        return connect(contract, address, new MessageIn(settings, attachments -> {}));
    }

    /** The same for answers whose attachments are read while they arrive; see {@link ArrivingMessageIn}. */
    public <T> T connectStreaming(SoapContract<T> contract, URI address) {
        return connect(contract, address, new ArrivingMessageIn(settings));
    }

    private <T> T connect(SoapContract<T> contract, URI address, MessageIn intake) {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        if (!secure && !"http".equalsIgnoreCase(address.getScheme())) {
            throw new IllegalArgumentException("not an http or https address: " + address);
        }
        if (secure && tls == null) {
            throw new IllegalArgumentException("calling " + address + " needs the node's certificate");
        }
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(contract.serviceInterface());
        factory.setWsdlLocation(contract.wsdlLocation());
        factory.setServiceName(contract.service());
        factory.setEndpointName(contract.port());
        factory.setAddress(address.toString());
        factory.setProperties(Map.of(
                Message.MTOM_ENABLED,
                contract.packaging().mtom(),
                JAXBDataBinding.SET_VALIDATION_EVENT_HANDLER,
                !contract.tolerant(),
                HTTPConduit.PROCESS_FAULT_ON_HTTP_400,
                true,
                FaultListener.class.getName(),
                new NoOpFaultListener()));
        T proxy = contract.serviceInterface().cast(factory.create());
        equip(ClientProxy.getClient(proxy), address, intake);
        return proxy;
    }

    private void equip(Client client, URI address, MessageIn intake) {
        Endpoint endpoint = client.getEndpoint();
        endpoint.getOutInterceptors().add(new ClientAddressingOut(settings.ids(), address.toString()));
        endpoint.getOutInterceptors().add(new AssertionOut(assertions));
        endpoint.getInInterceptors().add(intake);
        endpoint.getInInterceptors().add(new ArrivingMessageIn.Unreferred());
        endpoint.getInInterceptors().add(new EnvelopeIn(true));
        endpoint.getInInterceptors().add(new ClientAddressingIn());
        endpoint.getInFaultInterceptors().add(new ClientAddressingIn());
        HTTPConduit conduit = (HTTPConduit) client.getConduit();
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(timeouts.connect().toMillis());
        policy.setReceiveTimeout(timeouts.receive().toMillis());
        policy.setAllowChunking(true);
        policy.setChunkLength(CHUNK);
        policy.setAutoRedirect(false);
        conduit.setClient(policy);
        if (tls != null) {
            TLSClientParameters parameters = new TLSClientParameters();
            parameters.setSSLSocketFactory(tls.context().getSocketFactory());
            conduit.setTlsClientParameters(parameters);
        }
    }
}
