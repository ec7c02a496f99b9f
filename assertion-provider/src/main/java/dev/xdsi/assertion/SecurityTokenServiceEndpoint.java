package dev.xdsi.assertion;

import dev.xdsi.assertion.issue.TokenClaims;
import dev.xdsi.assertion.issue.TokenRequest;
import dev.xdsi.assertion.issue.TokenResponse;
import dev.xdsi.assertion.wstrust.RefusedRequestException;
import dev.xdsi.assertion.wstrust.RequestReader;
import dev.xdsi.assertion.wstrust.ResponseWriter;
import dev.xdsi.assertion.wstrust.TrustFault;
import dev.xdsi.assertion.wstrust.UsernameToken;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.wsdl.sts.SecurityTokenServicePortType;
import dev.xdsi.wsdl.wsse.SecurityHeaderType;
import dev.xdsi.wsdl.wstrust.RequestSecurityTokenResponseCollectionType;
import dev.xdsi.wsdl.wstrust.RequestSecurityTokenType;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The X-Assertion Provider over SOAP: WS-Trust 1.3, RequestSecurityToken with the binding Issue, for a UsernameToken. */
public final class SecurityTokenServiceEndpoint implements SecurityTokenServicePortType {
    private static final String NAMESPACE = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/wsdl";
    public static final SoapContract<SecurityTokenServicePortType> CONTRACT = new SoapContract<>(
            SecurityTokenServicePortType.class,
            "wsdl/SecurityTokenService.wsdl",
            new QName(NAMESPACE, "SecurityTokenService_Service"),
            new QName(NAMESPACE, "SecurityTokenService_Port_Soap12"),
            false);

    /** What is asked here is small, and asked by strangers. */
    public static final SoapLimits LIMITS = new SoapLimits(1, 64 * 1024, 128 * 1024, 128 * 1024, 128 * 1024);

    private final Transaction<TokenRequest, TokenResponse> requestSecurityToken;
    private final InstantSource clock;

    public SecurityTokenServiceEndpoint(XAssertionProvider provider, InstantSource clock) {
        this.requestSecurityToken = provider.requestSecurityToken();
        this.clock = clock;
    }

    @Override
    public RequestSecurityTokenResponseCollectionType securityTokenServiceIssue(
            RequestSecurityTokenType request, @Nullable SecurityHeaderType security) {
        Caller caller = SoapCall.current().caller();
        List<Element> header = security == null ? List.of() : security.getAny();
        try {
            requireProtected(caller.node());
            RequestReader reader = new RequestReader(clock.instant());
            reader.requireFresh(header);
            UsernameToken user = UsernameToken.of(header);
            TokenClaims claims = reader.read(request.getAny());
            TokenRequest asked = new TokenRequest(new TokenRequest.Password(user.username(), user.password()), claims);
            return switch (requestSecurityToken.perform(asked, caller)) {
                case TokenResponse.Issued issued -> answer(issued, request.getContext(), claims);
                case TokenResponse.Refused refused -> throw fault(TrustFault.of(refused.reason()), refused.sentence());
            };
        } catch (RefusedRequestException refused) {
            throw fault(refused.fault(), refused.sentence());
        }
    }

    /** A password travels over TLS, or does not leave this machine. */
    private static void requireProtected(Caller.Node node) throws RefusedRequestException {
        boolean here = InetAddress.ofLiteral(node.address()).isLoopbackAddress();
        if (!here && node.certificateSubject() == null) {
            throw new RefusedRequestException(
                    TrustFault.REQUEST_FAILED, "A password must not travel without TLS. Ask at the port with TLS.");
        }
    }

    private static RequestSecurityTokenResponseCollectionType answer(
            TokenResponse.Issued issued, @Nullable String context, TokenClaims claims) {
        RequestSecurityTokenResponseCollectionType collection = new RequestSecurityTokenResponseCollectionType();
        collection.getAny().add(new ResponseWriter(issued.assertion()).write(issued, context, claims.appliesTo()));
        return collection;
    }

    private static SoapFault fault(TrustFault fault, String sentence) {
        SoapFault soap = new SoapFault(sentence, Soap12.getInstance().getSender());
        soap.addSubCode(fault.code());
        return soap;
    }
}
