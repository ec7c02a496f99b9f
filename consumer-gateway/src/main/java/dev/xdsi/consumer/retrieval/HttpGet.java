package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.partner.Partner;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.soap.client.AssertionSource;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.soap.xua.BearerAssertion;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** GET over HTTP with our node's identity: no redirects, a limit to every wait, bodies that stream. */
public final class HttpGet implements AutoCloseable {
    private static final int OK = 200;

    private final HttpClient http;
    private final Duration patience;
    private final AssertionSource assertions;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * A client for any number of requests.
     *
     * @param connect how long a connection may take
     * @param patience how long the answer may take to begin, and to go on whenever it pauses
     * @param tls what the node shows and trusts; without it only plain HTTP can be called
     * @param assertions what proves to partners for whom they are asked (IHE IUA, SAML Token option)
     */
    public HttpGet(Duration connect, Duration patience, @Nullable NodeTls tls, AssertionSource assertions) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(connect)
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1);
        this.http = tls == null
                ? builder.build()
                : builder.sslContext(tls.context())
                        .sslParameters(tls.clientParameters())
                        .build();
        this.patience = patience;
        this.assertions = assertions;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("wado-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A 200 answer; the body must be closed. */
    public record Answer(String contentType, InputStream body) {
        /** Closes the body, for the answer is not what was asked for. */
        public PartnerException unreadable(URI source, IOException reason) {
            try {
                body.close();
            } catch (IOException closing) {
                reason.addSuppressed(closing);
            }
            return new Partner("the imaging source", source).failed("gave an answer that cannot be read.", reason);
        }
    }

    /** Asks an imaging source on behalf of {@code caller}; a {@link PartnerException} says why there is no answer. */
    public Answer get(URI target, String accept, Caller caller) {
        Partner source = new Partner("the imaging source", target);
        HttpRequest.Builder question = HttpRequest.newBuilder(target)
                .timeout(patience)
                .header("Accept", accept)
                .GET();
        assertions
                .assertionFor(caller)
                .ifPresent(assertion -> question.header(BearerAssertion.HEADER, BearerAssertion.value(assertion)));
        HttpRequest request = question.build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != OK) {
                response.body().close();
                throw new PartnerException(
                        source.sentence("refused with status " + response.statusCode() + "."), response.statusCode());
            }
            return new Answer(
                    response.headers().firstValue("Content-Type").orElse(""),
                    new GuardedBody(response.body(), patience, timer));
        } catch (IOException silent) {
            throw source.failed("does not answer.", silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw source.failed("was not waited for.", interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        timer.shutdownNow();
    }
}
