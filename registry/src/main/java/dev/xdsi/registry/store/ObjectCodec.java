package dev.xdsi.registry.store;

import dev.xdsi.model.draft.RegistryObjectDraft;

/** How a registered object is kept as text, losing nothing: {@code decode(encode(x)) = x}. */
public interface ObjectCodec {
    String encode(RegistryObjectDraft object);

    RegistryObjectDraft decode(String written);
}
