package dev.xdsi.repository.registration;

/** The registry may have got the request, but no answer came back: whether it registered anything cannot be known. */
public final class RegistryDidNotAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RegistryDidNotAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
