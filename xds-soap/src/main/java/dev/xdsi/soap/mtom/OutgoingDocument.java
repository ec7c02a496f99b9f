package dev.xdsi.soap.mtom;

import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.SendableFile;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A document as an attachment that goes out. The stack asks it to write itself, which it does from where the document is kept through one
 * buffer to the connection, outside of the heap where the document is large; the stack's own way has a smaller buffer and copies more.
 */
final class OutgoingDocument extends DataHandler {
    /** As much as goes to the socket at once, and as a store compares at once: with less, it would need a buffer of its own. */
    private static final int BUFFER = 256 * 1024;

    private static final int LEAST = 8 * 1024;

    private static final OutletBuffers BUFFERS = new OutletBuffers(BUFFER);

    private final DocumentContent content;
    private final LongConsumer left;

    /** @param left hears how many bytes there were as soon as the last of them has left */
    OutgoingDocument(String mimeType, DocumentContent content, LongConsumer left) {
        super(new Source(mimeType, content, left));
        this.content = content;
        this.left = left;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        ByteBuffer[] direct = Outlet.CURRENT.isBound() && content.length() > BUFFER ? BUFFERS.take() : null;
        left.accept(direct == null ? writeFromHeap(out) : writeDirectly(direct, out));
    }

    private long writeFromHeap(OutputStream out) throws IOException {
        long length = content.length();
        byte[] buffer = new byte[length < 0 ? BUFFER : Math.clamp(length + 1, LEAST, BUFFER)];
        ByteBuffer bytes = ByteBuffer.wrap(buffer);
        long written = 0;
        try (ReadableByteChannel in = content.channel()) {
            while (in.read(bytes) >= 0) {
                out.write(buffer, 0, bytes.position());
                written += bytes.position();
                bytes.clear();
            }
        }
        return written;
    }

    private long writeDirectly(ByteBuffer[] buffers, OutputStream out) throws IOException {
        boolean whole = false;
        long written = 0;
        try {
            out.flush();
            written = writeDirectly(content.channel(), buffers);
            whole = true;
        } finally {
            if (whole) {
                BUFFERS.giveBack(buffers);
            } else {
                BUFFERS.forget();
            }
        }
        return written;
    }

    private static long writeDirectly(ReadableByteChannel bytes, ByteBuffer[] buffers) throws IOException {
        Outlet outlet = Outlet.CURRENT.get();
        Optional<Outlet.OfFiles> ofFiles = outlet.ofFiles();
        if (bytes instanceof SendableFile file && ofFiles.isPresent()) {
            try (VouchAhead in = new VouchAhead(file, buffers[0])) {
                return in.sendTo(ofFiles.get());
            }
        }
        if (bytes instanceof FileChannel file && ofFiles.isPresent()) {
            return send(file, ofFiles.get());
        }
        long written = 0;
        try (ReadAhead in = new ReadAhead(bytes, buffers[0], buffers[1])) {
            for (ByteBuffer block = in.next(); block != null; block = in.next()) {
                written += block.remaining();
                outlet.write(block);
            }
        }
        return written;
    }

    /** What nobody vouches for piece by piece goes as it lies there. */
    private static long send(FileChannel file, Outlet.OfFiles outlet) throws IOException {
        try (file) {
            long length = file.size();
            for (long sent = 0; sent < length; ) {
                int now = (int) Math.min(length - sent, Outlet.OfFiles.MOST);
                outlet.send(file, sent, now, Outlet.Meanwhile.NOTHING);
                sent += now;
            }
            return length;
        }
    }

    /** The same for who reads instead. */
    private record Source(String mimeType, DocumentContent content, LongConsumer left) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            return new Counted(content.open(), left);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("a document cannot be written through its attachment");
        }

        @Override
        public String getContentType() {
            return mimeType;
        }

        @Override
        public String getName() {
            return "";
        }
    }

    private static final class Counted extends FilterInputStream {
        private final LongConsumer left;
        private long sent;
        private boolean reported;

        Counted(InputStream in, LongConsumer left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? -1 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            if (read >= 0) {
                sent += read;
            } else if (!reported) {
                reported = true;
                left.accept(sent);
            }
        }
    }
}
