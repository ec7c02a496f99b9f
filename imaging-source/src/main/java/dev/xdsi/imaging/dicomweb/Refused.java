package dev.xdsi.imaging.dicomweb;

/** A request that cannot be served as it is. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpRefusal refusal;

    public Refused(HttpRefusal refusal) {
        super(refusal.sentence());
        this.refusal = refusal;
    }

    public HttpRefusal refusal() {
        return refusal;
    }

    public static Refused notFound() {
        return new Refused(HttpRefusal.NOT_FOUND);
    }

    public static Refused badRequest(String sentence) {
        return new Refused(HttpRefusal.badRequest(sentence));
    }

    public static Refused notAcceptable(String sentence) {
        return new Refused(HttpRefusal.notAcceptable(sentence));
    }
}
