package dev.xdsi.imaging.archive.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of an object. Read to its end it leaves its connection to the next; any other is cut, for its rest may be long. */
final class ObjectStream extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> answer;
    private final String store;
    private boolean ended;

    ObjectStream(ResponseInputStream<GetObjectResponse> answer, String store) {
        super(answer);
        this.answer = answer;
        this.store = store;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int read = answer.read(into, offset, length);
            ended = read < 0;
            return read;
        } catch (SdkException brokenOff) {
            throw new IOException("the object store " + store + " broke off: " + brokenOff.getMessage(), brokenOff);
        }
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            answer.close();
        } else {
            answer.abort();
        }
    }
}
