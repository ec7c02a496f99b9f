package dev.xdsi.imaging.archive;

import dev.xdsi.transaction.DocumentContent;
import java.io.InputStream;

/** The Part 10 file of an instance that was only described: how long it would be shows when it is made. */
enum UnmadeContent implements DocumentContent {
    OF_INSTANCE;

    @Override
    public long length() {
        return -1;
    }

    @Override
    public InputStream open() {
        throw new IllegalStateException("what was only described is not sent");
    }
}
