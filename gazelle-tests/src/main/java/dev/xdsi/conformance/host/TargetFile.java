package dev.xdsi.conformance.host;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.CaseFiles;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.soap.xua.AssertionForge;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A host of another make, as a file describes it: {@code addresses}, {@code values}, {@code patients}, {@code tls}, {@code assertions}. */
public final class TargetFile {
    private static final Set<String> KEYS = Set.of("addresses", "values", "patients", "tls", "assertions");

    private TargetFile() {}

    public static Target read(Path file, OwnGateway.Sources sources) throws IOException {
        Map<String, Object> document = CaseFiles.yaml(file);
        for (String key : document.keySet()) {
            if (!KEYS.contains(key)) {
                throw new BadCaseException(file + ": unknown key " + key);
            }
        }
        Map<String, URI> addresses = new HashMap<>();
        Step.mapping(document.get("addresses"), "addresses")
                .forEach((name, address) -> addresses.put(name, address(file, address)));
        Map<String, String> values = new HashMap<>();
        Step.mapping(document.get("values"), "values").forEach((name, value) -> values.put(name, value.toString()));
        Map<String, SSLContext> identities = new HashMap<>();
        for (Map.Entry<String, Object> identity :
                Step.mapping(document.get("tls"), "tls").entrySet()) {
            identities.put(
                    identity.getKey(), new NodeTls(identity(file, Step.mapping(identity.getValue(), "tls"))).context());
        }
        return new Target(
                addresses,
                values,
                patients(file, document.get("patients") instanceof List<?> list ? list : List.of()),
                assertions(file, Step.mapping(document.get("assertions"), "assertions"), sources),
                name -> Optional.ofNullable(identities.get(name)));
    }

    private static URI address(Path file, Object written) {
        URI address = URI.create(written.toString());
        if (address.getScheme() == null || address.getHost() == null) {
            throw new BadCaseException(file + ": not an address: " + written);
        }
        return address;
    }

    private static NodeIdentity identity(Path file, Map<String, Object> written) throws IOException {
        return NodeIdentity.ofPem(
                file(file, written, "key"), file(file, written, "certificate"), file(file, written, "trusted"));
    }

    private static Path file(Path file, Map<String, Object> written, String key) {
        if (!written.containsKey(key)) {
            throw new BadCaseException(file + ": needs key, certificate and trusted, but has no " + key);
        }
        return file.toAbsolutePath().resolveSibling(String.valueOf(written.get(key)));
    }

    /** In their order; when all were used, from the first again. */
    private static Target.Patients patients(Path file, List<?> ids) {
        AtomicInteger next = new AtomicInteger();
        return () -> {
            if (ids.isEmpty()) {
                throw new BadCaseException(file + " names no patients that the host knows");
            }
            return ids.get(next.getAndIncrement() % ids.size()).toString();
        };
    }

    /** With the key and certificate of an issuer whom the host trusts. */
    private static Target.Assertions assertions(Path file, Map<String, Object> written, OwnGateway.Sources sources)
            throws IOException {
        if (written.isEmpty()) {
            return kind -> Optional.empty();
        }
        Path certificate = file(file, written, "certificate");
        NodeIdentity signer = NodeIdentity.ofPem(file(file, written, "key"), certificate, certificate);
        String issuer = String.valueOf(written.get("issuer"));
        AssertionForge forge = new AssertionForge(
                issuer, new KeyPair(signer.certificate().getPublicKey(), signer.key()), signer.certificate());
        return new ForgedAssertions(
                forge, AssertionForge.rsa(issuer, 2048), String.valueOf(written.get("audience")), sources.clock());
    }
}
