package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.conformance.wire.Request;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code http: GET /path?query} of the endpoint under {@code at}. */
final class HttpPerformer implements Performer {
    @Override
    public Exchange perform(StepContext context) throws Exception {
        Step step = context.step();
        String[] words = step.what().strip().split(" ", 2);
        String at = step.text("at", "");
        URI base =
                context.target().address(at).orElseThrow(() -> new BadCaseException("the target has no address " + at));
        URI uri = URI.create(base.toString().replaceAll("/$", "") + (words.length > 1 ? words[1] : ""));
        Map<String, String> headers = new HashMap<>();
        step.mapping("headers").forEach((name, value) -> headers.put(name, value.toString()));
        String body = step.fields().containsKey("template")
                ? context.text().template(step.text("template", ""), context.names())
                : step.text("content", "");
        Request request = new Request(
                words[0].toUpperCase(Locale.ROOT), uri, headers, Bytes.of(body), List.of(), step.text("tls", "node"));
        return new Exchange(
                request.method() + " " + uri + "\n\n" + body,
                context.transport().send(request),
                Map.of("http", "200"));
    }
}
