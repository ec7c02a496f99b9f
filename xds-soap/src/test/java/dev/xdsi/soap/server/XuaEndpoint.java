package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.mtom.Attachments;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.AssertionVerifier;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.SeenAssertions;
import dev.xdsi.soap.xua.TrustedIssuers;
import dev.xdsi.soap.xua.VerificationPolicy;
import dev.xdsi.soap.xua.XServiceProvider;
import dev.xdsi.transaction.Caller;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A repository that asks who calls, at a plain port and at one with TLS, and what must hold of every attack on it. */
final class XuaEndpoint implements AutoCloseable {
    static final String RECIPIENT = "https://gateway.example";
    static final Duration SKEW = Duration.ofMinutes(3);
    static final Duration LIFETIME = Duration.ofHours(1);
    static final String CHALLENGE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-";

    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    final AssertionForge forge = AssertionForge.shared();
    final TrustedIssuers issuers = new TrustedIssuers(forge.trust());
    final List<Caller> performed = new CopyOnWriteArrayList<>();
    final List<Refusal> refused = new CopyOnWriteArrayList<>();
    private final DemoCertificates certificates;
    private final HttpServer server;

    XuaEndpoint(Path folder, XServiceProvider.Demand plain, XServiceProvider.Demand tls) throws IOException {
        this(folder, plain, tls, new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID));
    }

    XuaEndpoint(Path folder, XServiceProvider.Demand plain, XServiceProvider.Demand tls, SoapSettings settings)
            throws IOException {
        certificates = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        NodeTls own = new NodeTls(certificates.node("gateway"));
        AssertionVerifier verifier = new AssertionVerifier(
                issuers,
                new VerificationPolicy(Set.of(AssertionForge.AUDIENCE), Set.of(RECIPIENT), LIFETIME, SKEW),
                new SeenAssertions(1_000, own.identity().certificate()::equals),
                () -> now);
        XServiceProvider users =
                new XServiceProvider(plain, tls, verifier, (node, endpoint, verdict) -> refused.add(verdict.reason()));
        SoapEndpoint endpoint = SoapEndpoint.publish(
                Contracts.REPOSITORY, new Contracts.Repository(this::provide, this::retrieve), settings, users);
        server = HttpServer.start(
                "test",
                HttpSite.empty().with("/repository", endpoint),
                List.of(
                        new HttpListener.Plain("127.0.0.1", 0, "plain"),
                        new HttpListener.MutualTls("127.0.0.1", 0, "tls", own, HttpListener.Refusals.UNHEARD)),
                HttpLimits.DEFAULT);
    }

    /** Says how long the documents were. */
    private RegistryResponseType provide(ProvideAndRegisterDocumentSetRequestType request) {
        performed.add(SoapCall.current().caller());
        StringBuilder lengths = new StringBuilder();
        for (DocumentType document : request.getDocument()) {
            try (InputStream in = Attachments.incoming(document.getValue()).open()) {
                lengths.append('[')
                        .append(in.transferTo(OutputStream.nullOutputStream()))
                        .append(']');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        RegistryResponseType response = new RegistryResponseType();
        response.setStatus(lengths.toString());
        return response;
    }

    private RetrieveDocumentSetResponseType retrieve(RetrieveDocumentSetRequestType request) {
        performed.add(SoapCall.current().caller());
        RegistryResponseType status = new RegistryResponseType();
        status.setStatus("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success");
        RetrieveDocumentSetResponseType response = new RetrieveDocumentSetResponseType();
        response.setRegistryResponse(status);
        return response;
    }

    Wire plain() {
        return new Wire(server.port("plain"), "/repository");
    }

    /** As the node of this name, which is made when it is not there yet. */
    Wire tls(String node) throws IOException {
        return new Wire(
                server.port("tls"),
                "/repository",
                new NodeTls(certificates.node(node)).context().getSocketFactory());
    }

    java.security.cert.X509Certificate certificate(String node) throws IOException {
        return certificates.node(node).certificate();
    }

    static String security(String content) {
        return "<s:Security xmlns:s=\"" + CHALLENGE + "secext-1.0.xsd\" e:mustUnderstand=\"1\">" + content
                + "</s:Security>";
    }

    static String message(String headers) {
        return Wire.envelope(Wire.addressed(Wire.RETRIEVE, headers), Wire.BODY);
    }

    static String withAssertion(String assertion) {
        return message(security(assertion));
    }

    /** The call was performed, for this user. */
    Caller accepted(Wire wire, String message) throws IOException {
        performed.clear();
        refused.clear();
        assertThat(wire.post(Wire.SOAP_12, message)).contains("HTTP/1.1 200");
        assertThat(refused).isEmpty();
        assertThat(performed).hasSize(1);
        return performed.getFirst();
    }

    /** A fault that says why, nothing performed, one report; and who is in order gets through afterwards. */
    void refused(Wire wire, String message, Refusal reason) throws IOException {
        assertThat(answerTo(wire, message))
                .contains(
                        ":" + reason.code().getLocalPart() + "<", reason.code().getNamespaceURI())
                .contains(reason.advice());
        assertThat(refused).containsExactly(reason);
        whoIsInOrderGetsThrough();
    }

    /** The same, where it is of no interest by which rule. */
    void refusedForAnyReason(Wire wire, String message) throws IOException {
        assertThat(answerTo(wire, message)).contains(CHALLENGE);
        assertThat(refused).hasSize(1);
        whoIsInOrderGetsThrough();
    }

    /** A message that is refused before anybody asks who sent it: then there is nothing to report of a user. */
    void refusedBySender(Wire wire, String message, String reason) throws IOException {
        assertThat(answerTo(wire, message)).contains(reason).doesNotContain(CHALLENGE);
        assertThat(refused).isEmpty();
        whoIsInOrderGetsThrough();
    }

    private String answerTo(Wire wire, String message) throws IOException {
        performed.clear();
        refused.clear();
        String answered = wire.post(Wire.SOAP_12, message);
        assertThat(answered)
                .contains("http://www.w3.org/2003/05/soap-envelope", ":Sender<")
                .doesNotContain("HTTP/1.1 200", "java.", "org.apache", "at dev.", "idp.example", "jdoe");
        assertThat(performed).isEmpty();
        return answered;
    }

    private void whoIsInOrderGetsThrough() throws IOException {
        assertThat(accepted(plain(), withAssertion(forge.draft(now).signed())).user())
                .isNotNull();
    }

    @Override
    public void close() {
        server.close();
    }
}
