package dev.xdsi.soap.ebrim;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import java.util.List;

/** A well-formed message that asks for nothing we could answer; the endpoint answers with its error. */
public final class UnreadableRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient XdsError error;

    UnreadableRequestException(ErrorCode code, String codeContext) {
        super(codeContext);
        this.error = XdsError.of(code, codeContext);
    }

    public XdsError error() {
        return error;
    }

    public RegistryResponse response() {
        return RegistryResponse.of(List.of(error), false);
    }
}
