package dev.xdsi.assertion.wstrust;

import dev.xdsi.assertion.issue.TokenResponse;
import javax.xml.namespace.QName;

/** The fault codes of WS-Trust (WS-Trust 1.3: 11) that this service answers with. */
public enum TrustFault {
    FAILED_AUTHENTICATION("FailedAuthentication"),
    INVALID_REQUEST("InvalidRequest"),
    BAD_REQUEST("BadRequest"),
    INVALID_SCOPE("InvalidScope"),
    INVALID_TIME_RANGE("InvalidTimeRange"),
    EXPIRED_DATA("ExpiredData"),
    REQUEST_FAILED("RequestFailed");

    private final String name;

    TrustFault(String name) {
        this.name = name;
    }

    public QName code() {
        return new QName(Namespaces.WST, name, "wst");
    }

    /** The fault for a refusal by the provider. A locked account is none the caller may know of. */
    public static TrustFault of(TokenResponse.Reason reason) {
        return switch (reason) {
            case FAILED_AUTHENTICATION, LOCKED -> FAILED_AUTHENTICATION;
            case INVALID_SCOPE -> INVALID_SCOPE;
            case INVALID_TIME_RANGE -> INVALID_TIME_RANGE;
            case REQUEST_FAILED -> REQUEST_FAILED;
        };
    }
}
