package dev.xdsi.registry.iti52;

/**
 * {@code wsnt:Unsubscribe} (ITI TF-2: 3.52.4.3).
 *
 * @param subscription what the address ended in that was called; a UUID, if it is one of ours
 */
public record UnsubscribeRequest(String subscription) {}
