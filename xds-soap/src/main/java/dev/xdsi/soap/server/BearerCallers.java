package dev.xdsi.soap.server;

import dev.xdsi.soap.xua.BearerAssertion;
import dev.xdsi.soap.xua.Presenter;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.Verdict;
import dev.xdsi.soap.xua.XServiceProvider;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Callers of DICOMweb and WADO-URI, whose assertion stands in the Authorization header (IHE IUA, SAML Token option). Without one that is in
 * order they get 401 and are told why (RFC 6750 3).
 */
public record BearerCallers(XServiceProvider provider) implements Callers {
    @Override
    public Optional<Caller> of(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller.Node node = Callers.node(request, Caller.ANONYMOUS);
        return switch (verdict(request).orElse(null)) {
            case null -> Optional.of(new Caller(node, null));
            case Verdict.Accepted accepted -> Optional.of(new Caller(node, accepted.user(), accepted.assertion()));
            case Verdict.Refused refused -> {
                provider.refusals().refused(node, request.getServletPath(), refused);
                challenge(response, refused.reason());
                yield Optional.empty();
            }
        };
    }

    private Optional<Verdict> verdict(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(BearerAssertion.HEADER));
        if (headers.size() > 1 && provider.demand(request.isSecure()) != XServiceProvider.Demand.OFF) {
            return Optional.of(new Verdict.Refused(Refusal.SEVERAL, null));
        }
        return provider.verify(
                headers.stream().findFirst(), new Presenter(Callers.certificate(request)), request.isSecure());
    }

    private static void challenge(HttpServletResponse response, Refusal reason) throws IOException {
        String challenge = "Bearer realm=\"XDS-I\"";
        response.setHeader(
                "WWW-Authenticate",
                reason == Refusal.ABSENT
                        ? challenge
                        : challenge + ", error=\"invalid_token\", error_description=\"" + reason.advice() + "\"");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
}
