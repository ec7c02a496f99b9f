package dev.xdsi.registry.query;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.Texts;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answer to a stored query when all is decided and nothing is read yet: objects go out as they were registered, and are taken from
 * the store only as fast as somebody reads them.
 *
 * @param objects absent in an answer of references and in a failure
 * @param home the community that was asked for and is named with every object; empty for none
 * @param delivery to be closed by whoever passes the answer on, when it has left or broke off
 */
public record QueryAnswer(
        Optional<Texts> objects, String home, List<ObjectRef> refs, List<XdsError> errors, Delivery delivery)
        implements Streamed {
    public QueryAnswer {
        refs = List.copyOf(refs);
        errors = List.copyOf(errors);
    }

    static QueryAnswer of(Texts objects, String home) {
        return new QueryAnswer(Optional.of(objects), home, List.of(), List.of(), new Delivery());
    }

    static QueryAnswer of(List<ObjectRef> refs) {
        return new QueryAnswer(Optional.empty(), "", refs, List.of(), new Delivery());
    }

    public static QueryAnswer failure(List<XdsError> errors) {
        return new QueryAnswer(Optional.empty(), "", List.of(), errors, new Delivery());
    }

    /** How many objects or references it has. */
    int length() {
        return refs.size() + objects.map(texts -> texts.found().size()).orElse(0);
    }

    public RegistryResponse outcome() {
        boolean found = !refs.isEmpty()
                || objects.filter(texts -> !texts.found().isEmpty()).isPresent();
        return RegistryResponse.of(errors, found);
    }

    /** The objects as XML texts, each with the availabilityStatus that it has now. */
    public Stream<String> texts() {
        return objects.stream().flatMap(Texts::stream).map(this::asItIsNow);
    }

    private String asItIsNow(RegisteredObject object) {
        String now = StartTag.with(
                object.text(), "status", object.availabilityStatus().urn());
        return home.isEmpty() ? now : StartTag.with(now, "home", home);
    }

    /** The same for whoever is in the same process and wants to look into the objects; with that it is delivered. */
    public StoredQueryResponse response() {
        try {
            StoredQueryResponse read =
                    new StoredQueryResponse(texts().map(RegistryObjectXml::read).toList(), refs, errors);
            delivery.complete();
            return read;
        } catch (RuntimeException e) {
            delivery.fail(e);
            throw e;
        }
    }
}
