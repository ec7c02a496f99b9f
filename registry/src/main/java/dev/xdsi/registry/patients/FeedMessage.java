package dev.xdsi.registry.patients;

/**
 * One message of a Patient Identity Source.
 *
 * @param sender sending application and facility
 * @param controlId MSH-10, unique among the messages of the sender
 * @param digest of its content: tells a message that is sent again from another one under the same control id
 */
public record FeedMessage(String sender, String controlId, String digest, PatientUpdate update) {}
