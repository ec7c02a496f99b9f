package dev.xdsi.imaging.archive.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A file on its way into an object: in one call where it is small, else in parts, one after the other and none of them in the heap. */
record S3Upload(S3Client client, String bucket, String key, Sizes sizes) {
    private static final int BUFFER = 128 << 10;
    /** S3 takes no more. */
    private static final int MOST_PARTS = 10_000;

    /**
     * @param atOnce most bytes that one call sends
     * @param part bytes of a part above that
     */
    record Sizes(long atOnce, long part) {
        static final Sizes USUAL = new Sizes(16L << 20, 16L << 20);

        /** Larger parts where there would be too many. */
        long part(long size) {
            return Math.max(part, (size + MOST_PARTS - 1) / MOST_PARTS);
        }
    }

    void send(Path file, long size) throws IOException {
        if (size > sizes.atOnce()) {
            inParts(file, size);
            return;
        }
        Region all = new Region(file, 0, size);
        String md5 = all.md5();
        client.putObject(put -> put.bucket(bucket).key(key).contentMD5(md5), all.body());
    }

    private void inParts(Path file, long size) throws IOException {
        String upload = client.createMultipartUpload(
                        create -> create.bucket(bucket).key(key))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            long part = sizes.part(size);
            for (long begin = 0; begin < size; begin += part) {
                parts.add(sent(upload, parts.size() + 1, new Region(file, begin, Math.min(part, size - begin))));
            }
            client.completeMultipartUpload(complete ->
                    complete.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (IOException | RuntimeException failure) {
            abort(upload, failure);
            throw failure;
        }
    }

    private CompletedPart sent(String upload, int number, Region region) throws IOException {
        String md5 = region.md5();
        String tag = client.uploadPart(
                        send -> send.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .contentMD5(md5),
                        region.body())
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** What cannot be taken back now goes with the object that nobody knows. */
    private void abort(String upload, Exception because) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
    }

    /** Some of the bytes of a file. */
    private record Region(Path file, long begin, long length) {
        /** May be read again after a failure. */
        RequestBody body() {
            return RequestBody.fromContentProvider(this::open, length, "application/dicom");
        }

        private InputStream open() {
            try {
                return new RegionStream(FileChannel.open(file, StandardOpenOption.READ), begin, begin + length);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        String md5() throws IOException {
            try (InputStream in = open()) {
                MessageDigest digest = MessageDigest.getInstance("MD5");
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
                return Base64.getEncoder().encodeToString(digest.digest());
            } catch (NoSuchAlgorithmException everyJdkHasIt) {
                throw new IOException(everyJdkHasIt);
            }
        }
    }

    private static final class RegionStream extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long position;

        RegionStream(FileChannel channel, long begin, long end) {
            this.channel = channel;
            this.position = begin;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (position == end) {
                return -1;
            }
            int most = (int) Math.min(length, end - position);
            int read = channel.read(ByteBuffer.wrap(into, offset, most), position);
            if (read < 0) {
                throw new IOException("the file has become shorter");
            }
            position += read;
            return read;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
