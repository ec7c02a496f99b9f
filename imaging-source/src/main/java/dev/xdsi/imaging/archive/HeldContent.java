package dev.xdsi.imaging.archive;

import dev.xdsi.transaction.DocumentContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A document that is in the file of an instance, or is that. The file is here from when it is opened until it is closed, however slowly it is
 * read.
 *
 * @param inFile which knows where the file is, or would be
 */
public record HeldContent(InstanceArchive archive, StoredInstance instance, DocumentContent inFile)
        implements DocumentContent {
    @Override
    public long length() {
        return inFile.length();
    }

    @Override
    public InputStream open() throws IOException {
        HeldInstance held = held();
        try {
            return new FilterInputStream(inFile.open()) {
                @Override
                public void close() throws IOException {
                    try (held) {
                        super.close();
                    }
                }
            };
        } catch (IOException | RuntimeException failed) {
            held.close();
            throw failed;
        }
    }

    private HeldInstance held() throws IOException {
        HeldInstance held;
        try {
            held = archive.hold(instance);
        } catch (InstanceUnavailable gone) {
            throw new IOException(gone.getMessage(), gone);
        }
        if (!held.instance().equals(instance)) {
            held.close();
            throw new IOException("the instance was corrected where it is, after it was read");
        }
        return held;
    }
}
