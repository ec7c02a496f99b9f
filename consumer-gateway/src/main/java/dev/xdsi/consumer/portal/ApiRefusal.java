package dev.xdsi.consumer.portal;

/** Why a request gets no answer: an HTTP status and a sentence for a person. */
final class ApiRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiRefusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
