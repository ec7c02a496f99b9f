package dev.xdsi.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** nginx sending files of a folder, plain and with the TLS of a node: the limit of what a server can send. */
final class Nginx implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Process process;
    private final int plain;
    private final int tls;

    private Nginx(Process process, int plain, int tls) {
        this.process = process;
        this.plain = plain;
        this.tls = tls;
    }

    /**
     * Starts it as Debian configures it: {@code sendfile}, {@code tcp_nopush}, a worker for each processor.
     *
     * @param keys folder of a node's key, certificate and authority in PEM
     */
    static Nginx start(Path work, Path files, Path keys, int plain, int tls) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("nginx"));
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                worker_processes auto;
                pid %1$s/pid;
                error_log %1$s/error.log;
                %6$s
                events { worker_connections 256; }
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    server { listen 127.0.0.1:%2$d; root %4$s; }
                    server {
                        listen 127.0.0.1:%3$d ssl;
                        root %4$s;
                        ssl_protocols TLSv1.2 TLSv1.3;
                        ssl_certificate %5$s/gateway.crt.pem;
                        ssl_certificate_key %5$s/gateway.key.pem;
                        ssl_client_certificate %5$s/demo-ca.crt.pem;
                        ssl_verify_client on;
                    }
                }
                """.formatted(
                        folder, plain, tls, files, keys, isRoot() ? "user root;" : ""));
        Process process = new ProcessBuilder(
                        program().toString(), "-p", folder.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        new Listening("nginx", process, folder.resolve("output")).await(plain);
        return new Nginx(process, plain, tls);
    }

    int plain() {
        return plain;
    }

    int tls() {
        return tls;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path program() throws IOException {
        try (Stream<Path> places = Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of),
                Stream.of(Path.of("/usr/sbin")))) {
            return places.map(place -> place.resolve("nginx"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IOException(
                            "nginx is not installed, and without it there is no limit to measure against: install nginx-light"
                                    + " (Debian, Ubuntu) or nginx"));
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
