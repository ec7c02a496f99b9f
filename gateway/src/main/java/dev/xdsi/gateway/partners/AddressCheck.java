package dev.xdsi.gateway.partners;

import dev.xdsi.gateway.partners.Step.Result;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Whether an address can be reached: its name, its port, TLS with both certificates, and a service's description. */
final class AddressCheck {
    private static final int PATIENCE = 5_000;
    private static final int MOST_READ = 1_000_000;
    private static final Duration SOON = Duration.ofDays(30);

    private final NodeTls tls;
    private final InstantSource clock;

    AddressCheck(NodeTls tls, InstantSource clock) {
        this.tls = tls;
        this.clock = clock;
    }

    /** The steps in their order, up to the first that fails. */
    List<Step> reach(URI address, Deadline deadline) {
        boolean secure = "https".equals(address.getScheme());
        int port = address.getPort() < 0 ? (secure ? 443 : 80) : address.getPort();
        Steps steps = new Steps(deadline);
        boolean goesOn = steps.add("name", () -> resolved(address.getHost()))
                && steps.add("connect", () -> connected(address.getHost(), port))
                && (!secure || steps.add("tls", () -> handshake(address.getHost(), port)));
        if (goesOn) {
            steps.add("wsdl", () -> described(address));
        }
        return steps.made;
    }

    private record Found(Result result, String words) {
        static Found ok(String words) {
            return new Found(Result.OK, words);
        }

        static Found failed(String words) {
            return new Found(Result.FAILED, words);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        Found make() throws IOException;
    }

    /** What was tried of an address. */
    private static final class Steps {
        private final Deadline deadline;
        private final List<Step> made = new ArrayList<>();

        Steps(Deadline deadline) {
            this.deadline = deadline;
        }

        /** Whether it goes on after this. */
        boolean add(String name, Attempt attempt) {
            long begun = System.nanoTime();
            Found found = deadline.within(() -> tried(attempt)).orElseGet(() -> Found.failed(deadline.words()));
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            made.add(new Step(name, found.result(), millis, found.words()));
            return found.result() != Result.FAILED;
        }

        private static Found tried(Attempt attempt) {
            try {
                return attempt.make();
            } catch (IOException failed) {
                return Found.failed(String.valueOf(failed.getMessage()));
            }
        }
    }

    private static Found resolved(String host) {
        try {
            return Found.ok(InetAddress.getByName(host).getHostAddress());
        } catch (UnknownHostException unknown) {
            return Found.failed("the name " + host + " is not known; look for a slip in the address, then at the DNS");
        }
    }

    private static Found connected(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE);
            return Found.ok("port " + port + " is open");
        } catch (SocketTimeoutException silent) {
            return Found.failed("nothing answers at port " + port + "; a firewall on the way may drop the connection");
        } catch (IOException refused) {
            return Found.failed("port " + port + " takes no connection (" + refused.getMessage()
                    + "); its gateway may be down, or the port another one");
        }
    }

    private Found handshake(String host, int port) {
        try (SSLSocket socket = (SSLSocket) tls.context().getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            socket.startHandshake();
            return certificate(socket.getSession());
        } catch (IOException refused) {
            return Found.failed(explained(refused));
        }
    }

    private Found certificate(SSLSession session) throws SSLException {
        if (!(session.getPeerCertificates()[0] instanceof X509Certificate shown)) {
            return Found.failed("it shows no X.509 certificate");
        }
        Instant end = shown.getNotAfter().toInstant();
        long days = Duration.between(clock.instant(), end).toDays();
        String words = session.getProtocol() + ", " + shown.getSubjectX500Principal() + ", until " + end + ", " + days
                + " days";
        return end.isBefore(clock.instant().plus(SOON))
                ? new Found(Result.DOUBT, words + ": tell its operator to renew it")
                : Found.ok(words);
    }

    private static String explained(IOException refused) {
        Throwable cause = refused;
        while (cause != null && !(cause instanceof CertificateException)) {
            cause = cause.getCause();
        }
        String said = String.valueOf((cause == null ? refused : cause).getMessage());
        return cause != null
                ? "its certificate is not accepted here: " + said
                        + "; if it is the right one, add its authority to tls.trusted"
                : "the secure connection failed: " + said
                        + "; if it refuses our certificate, send its operator what `./xdsi cert show` shows";
    }

    /** Not every partner publishes a description: without one there is doubt, and the query will tell. */
    private Found described(URI address) throws IOException {
        URI description = URI.create(address + "?wsdl");
        HttpURLConnection connection = (HttpURLConnection) description.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE);
        connection.setReadTimeout(PATIENCE);
        connection.setInstanceFollowRedirects(false);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(tls.context().getSocketFactory());
        }
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                return new Found(Result.DOUBT, "no description at ?wsdl (HTTP " + status + ")");
            }
            try (InputStream in = connection.getInputStream()) {
                String text = new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8);
                return text.contains("definitions")
                        ? Found.ok("describes itself")
                        : new Found(Result.DOUBT, "what it answers at ?wsdl is no description of a service");
            }
        } catch (SocketTimeoutException silent) {
            return Found.failed("nothing comes from ?wsdl within " + PATIENCE / 1000 + " s");
        } catch (IOException broken) {
            // With TLS 1.3 our certificate is refused only after the handshake, and what is seen may be a broken
            // connection alone.
            return Found.failed(
                    "https".equals(address.getScheme())
                            ? explained(broken)
                            : "the connection broke: " + broken.getMessage());
        } finally {
            connection.disconnect();
        }
    }
}
