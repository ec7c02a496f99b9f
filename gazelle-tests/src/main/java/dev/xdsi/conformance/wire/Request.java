package dev.xdsi.conformance.wire;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent.
 *
 * @param headers of HTTP, Content-Type among them
 * @param body the envelope, or whatever an HTTP request carries
 * @param parts attachments; with any, or when the Content-Type is multipart/related, the message goes in MTOM form
 * @param identity which certificate is shown over https: the name of one that the target knows
 */
public record Request(
        String method, URI uri, Map<String, String> headers, Bytes body, List<Part> parts, String identity) {
    public Request {
        headers = Map.copyOf(headers);
        parts = List.copyOf(parts);
    }

    public Request withBody(Bytes other) {
        return new Request(method, uri, headers, other, parts, identity);
    }

    public Request withHeader(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new Request(method, uri, changed, body, parts, identity);
    }

    public Request withParts(List<Part> others) {
        return new Request(method, uri, headers, body, others, identity);
    }
}
