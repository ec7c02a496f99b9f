package dev.xdsi.soap.server;

import dev.xdsi.soap.ClientLimits;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.addressing.ServerAddressingIn;
import dev.xdsi.soap.addressing.ServerAddressingOut;
import dev.xdsi.soap.mtom.EnvelopeIn;
import dev.xdsi.soap.mtom.QuestionSize;
import dev.xdsi.soap.mtom.RequestIn;
import dev.xdsi.soap.reply.Replies;
import dev.xdsi.soap.xua.XServiceProvider;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.binding.soap.interceptor.SoapActionInInterceptor;
import org.apache.cxf.endpoint.Endpoint;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.interceptor.Interceptor;
import org.apache.cxf.jaxb.JAXBDataBinding;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.apache.cxf.ws.policy.PolicyEngine;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * One actor's SOAP 1.2 service, to be mounted on an {@link HttpSite} like any other servlet (ITI TF-2: Appendix V.3).
 * It answers POST with the service and {@code GET ?wsdl} with its description.
 */
public final class SoapEndpoint extends HttpServlet {
    private static final int DRAIN_BUFFER = 16 * 1024;
    private static final long MAX_DRAINED = 8L * 1024 * 1024;

    // A servlet is serializable by inheritance only; nobody serializes this one.
    private final transient AbstractHTTPDestination destination;
    private final transient Server server;
    private final transient ClientLimits<SoapLimits> clients;

    private SoapEndpoint(Server server, SoapSettings settings) {
        this.server = server;
        this.clients = settings.clients();
        this.destination = (AbstractHTTPDestination) server.getDestination();
    }

    /** Publishes {@code implementor} for nodes alone: a {@code wsse:Security} header is not understood. */
    public static <T> SoapEndpoint publish(SoapContract<T> contract, T implementor, SoapSettings settings) {
        return open(contract, implementor, settings, null);
    }

    /** Publishes {@code implementor}; inside its methods {@link SoapCall#current()} says which node calls, and for which user. */
    public static <T> SoapEndpoint publish(
            SoapContract<T> contract, T implementor, SoapSettings settings, XServiceProvider users) {
        return open(contract, implementor, settings, users);
    }

    private static <T> SoapEndpoint open(
            SoapContract<T> contract, T implementor, SoapSettings settings, @Nullable XServiceProvider users) {
        Bus bus = BusFactory.newInstance().createBus();
        // What is demanded of a message is demanded here; no description says so by WS-Policy, and nobody needs to look
        // for it.
        bus.getExtension(PolicyEngine.class).setEnabled(false);
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(contract.serviceInterface());
        factory.setServiceBean(implementor);
        factory.setWsdlLocation(contract.wsdlLocation());
        factory.setServiceName(contract.service());
        factory.setEndpointName(contract.port());
        factory.setAddress("/" + contract.port().getLocalPart());
        SoapBoundary boundary = new SoapBoundary(settings.ids(), users);
        factory.setProperties(Map.of(
                Message.MTOM_ENABLED,
                contract.packaging().mtom(),
                JAXBDataBinding.SET_VALIDATION_EVENT_HANDLER,
                !contract.tolerant(),
                FaultListener.class.getName(),
                boundary));
        factory.setStart(false);
        Server server = factory.create();
        equip(
                server.getEndpoint(),
                settings,
                boundary,
                users,
                contract.packaging().mtom());
        server.getEndpoint()
                .getOutInterceptors()
                .add(new SimpleOut(contract.packaging().simpleOperations()));
        server.start();
        return new SoapEndpoint(server, settings);
    }

    private static void equip(
            Endpoint endpoint,
            SoapSettings settings,
            SoapBoundary boundary,
            @Nullable XServiceProvider users,
            boolean documents) {
        endpoint.getBinding().getInInterceptors().removeIf(SoapActionInInterceptor.class::isInstance);
        ServerAddressingOut addressingOut = new ServerAddressingOut(settings.ids());
        List<Interceptor<? extends Message>> in = endpoint.getInInterceptors();
        in.add(new RequestIn(
                settings,
                attachments -> SoapCall.current().owns(attachments),
                () -> SoapCall.current().limits()));
        in.add(new EnvelopeIn(users == null));
        in.add(new Soap12Only());
        Replies replies = settings.replies();
        in.add(new ServerAddressingIn(address ->
                replies != null && replies.allow(SoapCall.current().presenter().certificate(), address)));
        in.add(new QuestionSize(() -> SoapCall.current().limits().questionBytes()));
        in.add(new WholeEnvelope());
        if (users != null) {
            in.add(new AssertionIn(users));
        }
        in.add(new RequestIn.Unread(documents));
        in.add(new CallWatch.BeforeInvoke(replies));
        endpoint.getOutInterceptors().add(new CallWatch.AnswerFailed());
        endpoint.getOutInterceptors().add(addressingOut);
        endpoint.getOutFaultInterceptors().add(boundary);
        endpoint.getOutFaultInterceptors().add(addressingOut);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "POST" -> post(request, response);
            case "GET" -> describe(request, response);
            default -> refuseMethod(response);
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        SoapCall call = new SoapCall(request, response, clients.of(Callers.certificate(request)));
        long mostOfMessage = call.limits().messageBytes();
        GuardedResponse guarded =
                new GuardedResponse(response, call, () -> drain(request, mostOfMessage), FileEndPoint.of(request));
        try {
            call.answer(guarded, () -> destination.invoke(getServletConfig(), getServletContext(), request, guarded));
            guarded.finish();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // The last is how a TLS socket ends when the thread that writes to it is interrupted: Java's closes itself
            // by writing.
            call.failed(e);
            guarded.abandon();
            throw e;
        } finally {
            call.close();
        }
        if (guarded.isElsewhere()) {
            return;
        }
        if (call.isBroken()) {
            // Quiet for the container, which cuts the connection: the receiver must not take the answer for whole.
            throw new EofException("the answer broke off");
        }
        drain(request, call.isJudged() ? mostOfMessage : MAX_DRAINED);
    }

    /**
     * A sender that is refused half-way is still sending. Closing at once would reset its connection, and the fault that
     * says why would be lost. Whose submission was judged and found wanting may have gigabytes of documents still to send; who is not even
     * known is not waited for so long.
     */
    private static void drain(HttpServletRequest request, long most) throws IOException {
        byte[] buffer = new byte[DRAIN_BUFFER];
        InputStream in = request.getInputStream();
        int read = 0;
        for (long left = most; read >= 0 && left > 0; left -= read) {
            read = in.read(buffer);
        }
    }

    private void describe(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        if (query != null && (query.equals("wsdl") || query.startsWith("xsd="))) {
            destination.invoke(getServletConfig(), getServletContext(), request, response);
        } else {
            refuseMethod(response);
        }
    }

    private static void refuseMethod(HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "POST");
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    @Override
    public void destroy() {
        server.destroy();
    }
}
