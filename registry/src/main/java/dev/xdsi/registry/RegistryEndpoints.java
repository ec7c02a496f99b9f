package dev.xdsi.registry;

import java.net.URI;

/**
 * The addresses at which a Document Registry is called, as audit messages name its side.
 *
 * @param registry ITI-18, ITI-42, ITI-51 and ITI-61
 * @param metadataUpdate ITI-57 and ITI-62
 * @param restrictedUpdate ITI-92
 */
public record RegistryEndpoints(URI registry, URI metadataUpdate, URI restrictedUpdate) {
    /** Everything at one address. */
    public static RegistryEndpoints all(URI endpoint) {
        return new RegistryEndpoints(endpoint, endpoint, endpoint);
    }
}
