package dev.xdsi.soap.server;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * What requests run on: one of a few platform threads, and while these are busy a virtual one each. A platform thread that waits for the
 * database or the disk is woken by the system itself, a virtual one by a thread that is woken first; but of virtual ones there can be as
 * many as connections.
 */
final class RequestThreads extends ContainerLifeCycle implements Executor {
    private static final int FEW = 16;

    private final String name;
    private final VirtualThreadPool many = new VirtualThreadPool();
    private volatile @Nullable ThreadPoolExecutor few;

    /** @param most virtual ones at a time */
    RequestThreads(String name, int most) {
        this.name = name;
        many.setName(name + "-request");
        many.setMaxConcurrentTasks(most);
        addBean(many);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                FEW,
                FEW,
                0,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(), // Who waits in it is a thread, never a request.
                Thread.ofPlatform().daemon().name(name + "-few-", 0).factory(),
                (request, ignored) -> many.execute(request));
        threads.prestartAllCoreThreads();
        few = threads;
    }

    @Override
    public void execute(Runnable request) {
        ThreadPoolExecutor threads = few;
        if (threads == null) {
            many.execute(request);
        } else {
            threads.execute(request);
        }
    }

    @Override
    protected void doStop() throws Exception {
        ThreadPoolExecutor threads = few;
        few = null;
        if (threads != null) {
            threads.shutdownNow();
        }
        super.doStop();
    }
}
