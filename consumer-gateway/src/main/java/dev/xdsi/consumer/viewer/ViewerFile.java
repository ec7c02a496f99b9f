package dev.xdsi.consumer.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the viewer's files as the build left it.
 *
 * @param resource its name in the module, with {@code .gz} where it is kept compressed
 * @param etag of the bytes that are kept, without quotes
 */
record ViewerFile(String resource, String contentType, boolean forEver, String etag, long length) {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,100}){1,4}");
    private static final Pattern HASHED = Pattern.compile("(^|.*[/.])[0-9a-f]{16}\\.[a-z0-9]+");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "wasm", "application/wasm",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2");
    private static final String COMPRESSED = ".gz";

    /** The file at this path of the viewer's origin. */
    static Optional<ViewerFile> at(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (!PATH.matcher(path).matches() || type == null) {
            return Optional.empty();
        }
        boolean forEver = HASHED.matcher(path).matches();
        return read("app" + path + COMPRESSED, type, forEver).or(() -> read("app" + path, type, forEver));
    }

    private static Optional<ViewerFile> read(String resource, String type, boolean forEver) {
        try (InputStream bytes = stream(resource)) {
            if (bytes == null) {
                return Optional.empty();
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long length = new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            return Optional.of(
                    new ViewerFile(resource, type, forEver, HexFormat.of().formatHex(digest.digest()), length));
        } catch (IOException unreadable) {
            throw new IllegalStateException("the viewer's file " + resource + " cannot be read", unreadable);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static @Nullable InputStream stream(String resource) {
        return ViewerFile.class.getResourceAsStream(resource);
    }

    boolean isScript() {
        return contentType.startsWith("text/javascript");
    }

    boolean compressed() {
        return resource.endsWith(COMPRESSED);
    }

    InputStream open() throws IOException {
        InputStream bytes = stream(resource);
        if (bytes == null) {
            throw new IOException(resource + " is gone");
        }
        return bytes;
    }
}
