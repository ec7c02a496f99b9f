package dev.xdsi.registry.patients;

/**
 * One message of a Patient Identity Source.
 *
 * @param sender sending application and facility, or device
 * @param controlId MSH-10 or the message's id, unique among the messages of the sender
 * @param digest of its content: tells a message that is sent again from another one under the same control id
 */
public record FeedMessage(String sender, String controlId, String digest, PatientChange change) {}
