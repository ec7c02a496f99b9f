package dev.xdsi.registry.iti52;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** {@code wsnt:SubscribeResponse} (ITI TF-2: 3.52.4.2), or the fault in its place. */
public sealed interface SubscribeResponse {
    /** @param now when it began */
    record Created(UUID subscription, Instant now, Instant termination) implements SubscribeResponse {}

    record Refused(SubscriptionFault fault) implements SubscribeResponse {}

    /** The same in the words of registries, for the audit record. */
    default RegistryResponse outcome() {
        return switch (this) {
            case Created created -> RegistryResponse.SUCCESS;
            case Refused(SubscriptionFault fault) ->
                RegistryResponse.of(
                        List.of(XdsError.of(ErrorCode.XDSRegistryError, fault.kind() + ": " + fault.reason())), false);
        };
    }
}
