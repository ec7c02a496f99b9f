package dev.xdsi.registry.dsub;

import dev.xdsi.transaction.Caller;
import java.util.Objects;

/** Subscribers as a broker remembers them: they are not there when it decides what they may see. */
public final class Subscribers {
    private Subscribers() {}

    /** By what the subscriber is known again: the user where one was proven, else the node by its certificate or its address. */
    public static String name(Caller caller) {
        Caller.User user = caller.user();
        if (user != null) {
            return "user " + user.identity().id() + " of " + user.identity().issuer();
        }
        String certificate = caller.node().certificateSubject();
        return certificate == null ? "node at " + caller.node().address() : "node " + certificate;
    }

    /** Without what holds for the moment only: the assertion, and an emergency, which ends before the first notification. */
    static Caller standing(Caller caller) {
        Caller.User user = caller.user();
        if (user == null) {
            return new Caller(caller.node(), null);
        }
        Caller.Intent intent = user.intent();
        return new Caller(
                caller.node(),
                new Caller.User(
                        user.identity(),
                        user.affiliation(),
                        new Caller.Intent(
                                intent.purposesOfUse(),
                                null,
                                intent.patientId(),
                                intent.consentDocuments(),
                                intent.policies())));
    }

    /** Whether the subscription is the caller's. */
    public static boolean isOf(Subscription subscription, Caller caller) {
        return Objects.equals(subscription.owner(), name(caller));
    }
}
