package dev.xdsi.soap.server;

import dev.xdsi.soap.mtom.Outlet;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The body of a plain HTTP answer, for who has bytes in files: the system sends them from where it has them, unless they must be encrypted
 * or are few.
 */
public final class FileOutlet {
    /** A copy is cheaper than another call of the system. */
    private static final int FEW = 16 << 10;

    private static final int BUFFER = 128 << 10;

    private final ServletOutputStream body;
    private final @Nullable FileEndPoint connection;

    private FileOutlet(ServletOutputStream body, @Nullable FileEndPoint connection) {
        this.body = body;
        this.connection = connection;
    }

    /** Where the answer to this request leaves. */
    public static FileOutlet of(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return new FileOutlet(response.getOutputStream(), FileEndPoint.of(request));
    }

    /** Writes {@code length} bytes of the file from {@code position} on, behind what was written to the answer's stream before. */
    public void send(FileChannel file, long position, long length) throws IOException {
        if (connection == null || length <= FEW) {
            copy(file, position, length);
            return;
        }
        for (long sent = 0; sent < length; ) {
            int now = (int) Math.min(length - sent, Outlet.OfFiles.MOST);
            connection.send(file, position + sent, now, Outlet.Meanwhile.NOTHING, body::write);
            sent += now;
        }
    }

    private void copy(FileChannel file, long position, long length) throws IOException {
        byte[] buffer = new byte[(int) Math.min(length, BUFFER)];
        for (long sent = 0; sent < length; ) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, (int) Math.min(length - sent, buffer.length));
            int read = file.read(bytes, position + sent);
            if (read < 0) {
                throw new EOFException("the file was cut while it was sent");
            }
            body.write(buffer, 0, read);
            sent += read;
        }
    }
}
