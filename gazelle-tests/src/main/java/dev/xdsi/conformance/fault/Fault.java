package dev.xdsi.conformance.fault;

import dev.xdsi.conformance.cases.Case;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.conformance.wire.Part;
import dev.xdsi.conformance.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A way in which a tested side could be wrong.
 *
 * @param families of the cases that must notice it
 * @param isOfContent whether it is about what the case is about, and not about the form of messages alone
 * @param request changes of what is sent, by expression: what the tested side would overlook
 * @param body changes of what comes back
 * @param status another HTTP status; 0 leaves it
 * @param headers others
 * @param parts {@code flip} a bit of each attachment, {@code drop} the last one, or nothing
 */
public record Fault(
        String id,
        Set<String> families,
        boolean isOfContent,
        Map<Pattern, String> request,
        Map<Pattern, String> body,
        int status,
        Map<String, String> headers,
        String parts) {
    public Fault {
        families = Set.copyOf(families);
        request = Map.copyOf(request);
        body = Map.copyOf(body);
        headers = Map.copyOf(headers);
    }

    public boolean concerns(Case each) {
        return families.contains(each.family());
    }

    /** It changes what is sent, so that the tested side must be asked anew. */
    public boolean isOfRequest() {
        return !request.isEmpty();
    }

    Request broken(Request good) {
        return good.withBody(Bytes.of(changed(good.body().text(), request)));
    }

    Answer broken(Answer good) {
        Answer broken = good;
        String text = good.body().text();
        String changed = changed(text, body);
        if (!changed.equals(text)) {
            broken = broken.withBody(Bytes.of(changed));
        }
        if (!parts.isEmpty()) {
            broken = broken.withParts(brokenParts(good.parts()));
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            broken = broken.withHeader(header.getKey(), header.getValue());
        }
        return status == 0 ? broken : broken.withStatus(status);
    }

    private List<Part> brokenParts(List<Part> good) {
        if (parts.equals("drop")) {
            return good.isEmpty() ? good : good.subList(0, good.size() - 1);
        }
        List<Part> flipped = new ArrayList<>();
        for (Part part : good) {
            byte[] content = part.content().array();
            if (content.length > 0) {
                content[content.length / 2] ^= 1;
            }
            flipped.add(new Part(part.headers(), Bytes.of(content)));
        }
        return flipped;
    }

    private static String changed(String text, Map<Pattern, String> changes) {
        String changed = text;
        for (Map.Entry<Pattern, String> change : changes.entrySet()) {
            changed = change.getKey().matcher(changed).replaceFirst(change.getValue());
        }
        return changed;
    }
}
