package dev.xdsi.gateway.user;

import dev.xdsi.consumer.portal.LogIn;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;

/** Nobody vouches for users in this process, so nobody comes in. */
public final class NoLogIn implements LogIn {
    private static final Refused NO = new Refused(
            "Nobody can log in here: this gateway runs no X-Assertion Provider (assertion-provider in actors).");

    @Override
    public Result byPassword(String userId, String password, Caller.Node from) {
        return NO;
    }

    @Override
    public Result again(Proven user, Caller.Node from) {
        return NO;
    }

    @Override
    public Result emergency(Proven user, PatientId patient, String reason, Caller.Node from) {
        return NO;
    }

    @Override
    public void loggedOut(Proven user, Caller.Node from) {
        throw new IllegalStateException("nobody was logged in");
    }

    @Override
    public void denied(Proven user, Caller.Node from, Asked asked, String sentence) {
        throw new IllegalStateException("nobody was logged in");
    }
}
