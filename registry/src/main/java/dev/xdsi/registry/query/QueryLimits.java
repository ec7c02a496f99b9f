package dev.xdsi.registry.query;

/**
 * How long an answer may be before it is refused as XDSTooManyResults. References are small, and a client that expects much
 * asks for them first (ITI TF-2: 3.18.4.1.2.6).
 */
public record QueryLimits(int leafClass, int objectRef) {
    public static final QueryLimits DEFAULT = new QueryLimits(2_000, 50_000);

    public QueryLimits {
        if (leafClass < 1 || objectRef < 1) {
            throw new IllegalArgumentException("an answer must be allowed at least one result");
        }
    }
}
