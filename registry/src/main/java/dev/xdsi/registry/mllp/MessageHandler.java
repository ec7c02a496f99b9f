package dev.xdsi.registry.mllp;

import org.jspecify.annotations.Nullable;

/** Answers messages. It never throws: whatever happens, a sender who sent a message gets an answer. */
public interface MessageHandler {
    byte[] answer(byte[] message, Peer peer);

    /**
     * Answers what is no message.
     *
     * @param beginning what came of it
     */
    byte[] refuse(byte[] beginning, String why);

    /**
     * The node at the other end.
     *
     * @param certificateSubject distinguished name, where TLS proved it
     */
    record Peer(String address, @Nullable String certificateSubject) {}
}
