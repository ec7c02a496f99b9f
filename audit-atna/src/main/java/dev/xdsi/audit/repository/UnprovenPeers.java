package dev.xdsi.audit.repository;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Who is connected and has not proven who he is: nobody takes the places of all, whatever he does with his own. */
final class UnprovenPeers {
    private final ReceiverLimits.Unproven limits;
    private final Map<InetAddress, Integer> ofAddress = new HashMap<>();
    private int all;

    UnprovenPeers(ReceiverLimits.Unproven limits) {
        this.limits = limits;
    }

    /** False if there is no place for one more of this address; otherwise he must {@link #leave}. */
    synchronized boolean enter(InetAddress address) {
        int others = ofAddress.getOrDefault(address, 0);
        if (all == limits.connections() || others == limits.connectionsOfAddress()) {
            return false;
        }
        ofAddress.put(address, others + 1);
        all++;
        return true;
    }

    synchronized void leave(InetAddress address) {
        ofAddress.computeIfPresent(address, (ignored, now) -> now > 1 ? now - 1 : null);
        all--;
    }
}
