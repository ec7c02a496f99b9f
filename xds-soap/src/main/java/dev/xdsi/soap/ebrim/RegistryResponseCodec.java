package dev.xdsi.soap.ebrim;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.XdsError.Severity;
import dev.xdsi.wsdl.rs.RegistryErrorListType;
import dev.xdsi.wsdl.rs.RegistryErrorType;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** {@code rs:RegistryResponse} and its errors (ITI TF-3: 4.2.4). */
public final class RegistryResponseCodec {
    private RegistryResponseCodec() {}

    public static RegistryResponseType encode(RegistryResponse response) {
        return encode(response, new RegistryResponseType());
    }

    /**
     * A partner's response, errors verbatim where we know their code.
     *
     * @param fallback what an error is called that has a code of no specification, or none: the context keeps the code
     */
    public static RegistryResponse decode(RegistryResponseType rim, ErrorCode fallback) {
        Status status = status(rim.getStatus());
        List<XdsError> errors = new ArrayList<>();
        if (rim.isSetRegistryErrorList()) {
            rim.getRegistryErrorList().getRegistryError().forEach(error -> errors.add(error(error, fallback)));
        }
        if (status != Status.SUCCESS && errors.stream().noneMatch(error -> error.severity() == Severity.ERROR)) {
            errors.add(XdsError.of(fallback, "the partner answered " + rim.getStatus() + " and gave no error"));
        }
        return new RegistryResponse(status, errors);
    }

    static <T extends RegistryResponseType> T encode(RegistryResponse response, T rim) {
        rim.setStatus(response.status().urn());
        if (!response.errors().isEmpty()) {
            RegistryErrorListType list = new RegistryErrorListType();
            list.setHighestSeverity(highest(response.errors()).urn());
            response.errors().forEach(error -> list.getRegistryError().add(error(error)));
            rim.setRegistryErrorList(list);
        }
        return rim;
    }

    private static RegistryErrorType error(XdsError error) {
        RegistryErrorType rim = new RegistryErrorType();
        rim.setErrorCode(error.errorCode().name());
        rim.setCodeContext(error.codeContext());
        rim.setSeverity(error.severity().urn());
        rim.setLocation(error.location());
        return rim;
    }

    private static XdsError error(RegistryErrorType rim, ErrorCode fallback) {
        String written = Objects.requireNonNullElse(rim.getErrorCode(), "");
        String context = Objects.requireNonNullElse(rim.getCodeContext(), "");
        Severity severity = Severity.WARNING.urn().equals(rim.getSeverity()) ? Severity.WARNING : Severity.ERROR;
        return ErrorCode.ofWire(withoutNamespace(written))
                .map(code -> new XdsError(code, severity, context, rim.getLocation()))
                .orElseGet(() -> new XdsError(fallback, severity, written + ": " + context, rim.getLocation()));
    }

    /** Some registries write their codes as URNs. */
    private static String withoutNamespace(String errorCode) {
        return errorCode.substring(errorCode.lastIndexOf(':') + 1);
    }

    private static Severity highest(List<XdsError> errors) {
        return errors.stream().anyMatch(error -> error.severity() == Severity.ERROR)
                ? Severity.ERROR
                : Severity.WARNING;
    }

    /** A status that nobody defined is no success. */
    private static Status status(String urn) {
        return Arrays.stream(Status.values())
                .filter(status -> status.urn().equals(urn))
                .findFirst()
                .orElse(Status.FAILURE);
    }
}
