package dev.xdsi.model;

import org.jspecify.annotations.Nullable;

/**
 * One {@code rs:RegistryError} (ITI TF-3: 4.2.4.1): an error as a value.
 *
 * @param codeContext says what is wrong, naming the offending value where the standard asks for it
 * @param location where it is wrong; across gateways the homeCommunityId of the community that failed
 */
public record XdsError(
        ErrorCode errorCode,
        Severity severity,
        String codeContext,
        @Nullable String location) {

    public static XdsError of(ErrorCode errorCode, String codeContext) {
        return new XdsError(errorCode, Severity.ERROR, codeContext, null);
    }

    public static XdsError of(ErrorCode errorCode, String codeContext, String location) {
        return new XdsError(errorCode, Severity.ERROR, codeContext, location);
    }

    public static XdsError warning(ErrorCode errorCode, String codeContext) {
        return new XdsError(errorCode, Severity.WARNING, codeContext, null);
    }

    /** The same error of the given place. */
    public XdsError at(String otherLocation) {
        return new XdsError(errorCode, severity, codeContext, otherLocation);
    }

    /** {@code RegistryError/@severity}. */
    public enum Severity {
        ERROR("urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error"),
        WARNING("urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Warning");

        private final String urn;

        Severity(String urn) {
            this.urn = urn;
        }

        public String urn() {
            return urn;
        }
    }
}
