package dev.xdsi.assertion.wstrust;

/** A request that is not one this service understands: a fault code and a sentence for an integration engineer. */
public final class RefusedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final TrustFault fault;

    public RefusedRequestException(TrustFault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    public TrustFault fault() {
        return fault;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
