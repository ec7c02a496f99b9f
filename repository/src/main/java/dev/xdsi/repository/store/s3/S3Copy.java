package dev.xdsi.repository.store.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Copies an object within the store, which does it itself: in one call up to a limit, and above it in parts, a few at a time, for S3 copies no
 * more than 5 GiB in one call, and we hang up on one that has said nothing for half a minute.
 */
record S3Copy(S3Calls s3, Sizes sizes) {
    static final int AT_ONCE = 4;
    private static final int MOST_PARTS = 10_000;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    /**
     * @param atOnce most bytes that one call copies
     * @param part bytes of a part above that
     */
    record Sizes(long atOnce, long part) {
        static final Sizes USUAL = new Sizes(256L << 20, 64L << 20);

        /** Larger parts where there would be too many. */
        long part(long size) {
            return Math.max(part, (size + MOST_PARTS - 1) / MOST_PARTS);
        }
    }

    /** @return false when there is an object of that key already */
    boolean unlessThere(String from, String to, long size) throws IOException {
        return s3.call(client -> {
            try {
                copy(from, to, size, "*");
                return true;
            } catch (S3Exception e) {
                if (isThere(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Whether it says that there is such an object already, or that another comes at the same moment. */
    static boolean isThere(S3Exception e) {
        return e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT;
    }

    void inPlaceOf(String from, String to, long size) throws IOException {
        s3.call(client -> {
            copy(from, to, size, null);
            return true;
        });
    }

    /** @param unless what must not be there, in the words of HTTP */
    private void copy(String from, String to, long size, @Nullable String unless) throws IOException {
        if (size > sizes.atOnce()) {
            inParts(from, to, size, unless);
            return;
        }
        s3.client()
                .copyObject(copy -> copy.sourceBucket(s3.name())
                        .sourceKey(from)
                        .destinationBucket(s3.name())
                        .destinationKey(to)
                        .ifNoneMatch(unless));
    }

    private void inParts(String from, String to, long size, @Nullable String unless) throws IOException {
        String upload = s3.client()
                .createMultipartUpload(create -> create.bucket(s3.name()).key(to))
                .uploadId();
        try {
            List<CompletedPart> parts = parts(from, to, size, upload);
            s3.client()
                    .completeMultipartUpload(complete -> complete.bucket(s3.name())
                            .key(to)
                            .uploadId(upload)
                            .ifNoneMatch(unless)
                            .multipartUpload(all -> all.parts(parts)));
        } catch (IOException | RuntimeException e) {
            abort(to, upload, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(String from, String to, long size, String upload) throws IOException {
        long part = sizes.part(size);
        try (ExecutorService few = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("copy").factory())) {
            List<Future<CompletedPart>> copying = new ArrayList<>();
            for (long begin = 0; begin < size; begin += part) {
                Part each = new Part(copying.size() + 1, begin, Math.min(begin + part, size) - 1);
                copying.add(few.submit(() -> copied(each, from, to, upload)));
            }
            try {
                List<CompletedPart> parts = new ArrayList<>();
                for (Future<CompletedPart> each : copying) {
                    parts.add(each.get());
                }
                return parts;
            } catch (ExecutionException e) {
                few.shutdownNow();
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IOException("an object cannot be copied", e.getCause());
            } catch (InterruptedException e) {
                few.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while an object was copied", e);
            }
        }
    }

    private record Part(int number, long first, long last) {}

    private CompletedPart copied(Part part, String from, String to, String upload) {
        String tag = s3.client()
                .uploadPartCopy(copy -> copy.sourceBucket(s3.name())
                        .sourceKey(from)
                        .copySourceRange("bytes=" + part.first() + "-" + part.last())
                        .destinationBucket(s3.name())
                        .destinationKey(to)
                        .uploadId(upload)
                        .partNumber(part.number()))
                .copyPartResult()
                .eTag();
        return CompletedPart.builder().partNumber(part.number()).eTag(tag).build();
    }

    /** What cannot be taken back now goes with what a crash leaves. */
    private void abort(String to, String upload, Exception because) {
        try {
            s3.client()
                    .abortMultipartUpload(
                            abort -> abort.bucket(s3.name()).key(to).uploadId(upload));
        } catch (SdkException e) {
            because.addSuppressed(e);
        }
    }
}
