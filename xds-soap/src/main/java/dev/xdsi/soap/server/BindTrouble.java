package dev.xdsi.soap.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Why nobody can listen at an address. The system has one exception for most of it, and an operator must do something else each time. */
public enum BindTrouble {
    /** Another program listens there. */
    TAKEN,
    /** The port is one that not every program may use. */
    FORBIDDEN,
    /** The address is none of this machine. */
    FOREIGN,
    /** The host name stands for no address. */
    UNKNOWN_NAME,
    /** What only the exception says. */
    OTHER;

    /** What it was that kept a program from listening there. */
    public static BindTrouble at(InetSocketAddress address, IOException failure) {
        if (address.isUnresolved()) {
            return UNKNOWN_NAME;
        }
        Throwable refusal = failure;
        while (refusal != null && !(refusal instanceof BindException)) {
            refusal = refusal.getCause();
        }
        if (refusal == null) {
            return OTHER;
        }
        if (String.valueOf(refusal.getMessage()).contains("ermission denied")) {
            return FORBIDDEN;
        }
        return isOfThisMachine(address.getAddress()) ? TAKEN : FOREIGN;
    }

    /** What to say of it, and what can be done. */
    public String explained(String portKey, String hostKey) {
        return switch (this) {
            case TAKEN -> "the port is taken. Stop the program that has it, or set " + portKey + " to another one.";
            case FORBIDDEN ->
                "this program may not use the port; those below 1024 need a right (CAP_NET_BIND_SERVICE). Grant it, or set "
                        + portKey + " to a higher one.";
            case FOREIGN -> "that is no address of this machine. Set " + hostKey + " to one that it has.";
            case UNKNOWN_NAME -> "the host name is not known. Look for a slip in " + hostKey + ", then at the DNS.";
            case OTHER -> "the system does not allow it. " + hostKey + " and " + portKey + " say where.";
        };
    }

    /** Any port can be had at an address of this machine, of which the system may know more than its interfaces tell (127.0.0.2). */
    private static boolean isOfThisMachine(InetAddress address) {
        try (ServerSocket anyPort = new ServerSocket()) {
            anyPort.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException foreign) {
            return false;
        }
    }
}
