package dev.xdsi.audit.syslog;

import java.io.IOException;

/** A way to the Audit Record Repository that is open now. */
interface SyslogConnection extends AutoCloseable {

    /** Hands the message to the network; that proves nothing about its arrival. */
    void send(byte[] message) throws IOException;

    /** Whether the peer is still there, as far as can be told without sending anything. */
    boolean alive();

    /**
     * Ends the connection in order and returns only if the peer has taken everything that was sent.
     *
     * @throws IOException if there is any doubt
     */
    void finish() throws IOException;

    /** Drops the connection at once; what was sent is in doubt. */
    @Override
    void close();

    static SyslogConnection open(SyslogTarget target) throws IOException {
        return switch (target) {
            case SyslogTarget.Tls tls -> new TlsSyslogConnection(tls);
            case SyslogTarget.Udp udp -> new UdpSyslogConnection(udp);
        };
    }
}
