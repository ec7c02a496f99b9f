package dev.xdsi.registry.iti52;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import java.util.List;

/** {@code wsnt:UnsubscribeResponse} (ITI TF-2: 3.52.4.4), or the fault in its place. */
public sealed interface UnsubscribeResponse {
    record Ended() implements UnsubscribeResponse {}

    record Refused(SubscriptionFault fault) implements UnsubscribeResponse {}

    /** The same in the words of registries, for the audit record. */
    default RegistryResponse outcome() {
        return switch (this) {
            case Ended ended -> RegistryResponse.SUCCESS;
            case Refused(SubscriptionFault fault) ->
                RegistryResponse.of(
                        List.of(XdsError.of(ErrorCode.XDSRegistryError, fault.kind() + ": " + fault.reason())), false);
        };
    }
}
