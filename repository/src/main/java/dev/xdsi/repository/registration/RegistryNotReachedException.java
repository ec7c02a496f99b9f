package dev.xdsi.repository.registration;

/** The registry did not get the request, so it has certainly not registered anything. */
public final class RegistryNotReachedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RegistryNotReachedException(String message, Throwable cause) {
        super(message, cause);
    }
}
