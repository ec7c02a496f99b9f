package dev.xdsi.gateway.partners;

/**
 * One thing that was tried.
 *
 * @param words what was found, and where it failed what to do
 */
public record Step(String name, Result result, long millis, String words) {
    /** How it went; a doubt keeps nobody from working. */
    public enum Result {
        OK,
        DOUBT,
        FAILED
    }
}
