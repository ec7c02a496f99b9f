package dev.xdsi.audit.spool;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** {@link AuditSpool.Room} in a spool that has one lock: given back under it, at once with the message that takes its place. */
final class Reserved implements AuditSpool.Room {
    private final ReentrantLock lock;
    private final Consumer<byte[]> keep;
    private final Runnable giveBack;
    private boolean open = true;

    /** Both of these are done with the lock, which is held once. */
    Reserved(ReentrantLock lock, Consumer<byte[]> keep, Runnable giveBack) {
        this.lock = lock;
        this.keep = keep;
        this.giveBack = giveBack;
    }

    @Override
    public void append(byte[] message) {
        lock.lock();
        try {
            end();
            keep.accept(message);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            end();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        if (open) {
            open = false;
            giveBack.run();
        }
    }
}
