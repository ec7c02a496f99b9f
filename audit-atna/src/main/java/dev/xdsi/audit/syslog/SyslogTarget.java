package dev.xdsi.audit.syslog;

import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Where audit messages go, and how (ITI TF-2: 3.20.4.1.2.1). */
public sealed interface SyslogTarget {
    String host();

    int port();

    /** The largest message this way can carry; a larger one must be refused before it enters the spool. */
    int maxMessageBytes();

    /**
     * Syslog over TLS (RFC 5425); the context decides whom to trust and what certificate to show. The receiver's must be for this
     * host, unless that is an address of this machine itself.
     */
    record Tls(String host, int port, SSLContext context, TimeOuts timeOuts) implements SyslogTarget {
        private static final int MAX_MESSAGE = 8 << 20;

        @Override
        public int maxMessageBytes() {
            return MAX_MESSAGE;
        }
    }

    /** Syslog over UDP (RFC 5426), which may lose messages unnoticed: for networks and receivers that leave no choice. */
    record Udp(String host, int port, int maxMessageBytes) implements SyslogTarget {
        /** 65535 less the headers of IP and UDP. */
        public static final int MAX_DATAGRAM = 65_507;

        public Udp {
            if (maxMessageBytes < 480 || maxMessageBytes > MAX_DATAGRAM) {
                throw new IllegalArgumentException("a datagram has 480 to 65507 bytes, not " + maxMessageBytes);
            }
        }

        public Udp(String host, int port) {
            this(host, port, MAX_DATAGRAM);
        }
    }

    /** How long to wait for the peer: to connect, to take what is written, and to answer. */
    record TimeOuts(Duration connect, Duration write, Duration read) {
        public static final TimeOuts DEFAULT =
                new TimeOuts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }
}
