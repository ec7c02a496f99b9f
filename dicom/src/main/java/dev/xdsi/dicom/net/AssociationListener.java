package dev.xdsi.dicom.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Listens for associations and serves each in a virtual thread of its own, PS3.8 7.1. */
public final class AssociationListener implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMillis(100);

    private final ServerSocket server;
    private final ListenerSettings settings;
    private final Acceptor acceptor;
    private final Semaphore places;
    private final Semaphore doorstep;
    private final Set<AcceptedAssociation> associations = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    private AssociationListener(ServerSocket server, ListenerSettings settings, Acceptor acceptor) {
        this.server = server;
        this.settings = settings;
        this.acceptor = acceptor;
        this.places = new Semaphore(settings.maximumAssociations());
        this.doorstep = new Semaphore(settings.maximumAssociations());
    }

    /** Opens the port and begins to accept. */
    public static AssociationListener start(ListenerSettings settings, Acceptor acceptor) throws IOException {
        ServerSocket server = settings.sockets().createServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(settings.bind(), BACKLOG);
        } catch (IOException unavailable) {
            server.close();
            IOException clear =
                    new BindException("DICOM cannot listen on " + settings.bind() + ": " + unavailable.getMessage());
            clear.initCause(unavailable);
            throw clear;
        }
        AssociationListener listener = new AssociationListener(server, settings, acceptor);
        Thread.ofPlatform().daemon().name("dicom-listener-" + listener.port()).start(listener::accept);
        return listener;
    }

    public int port() {
        return server.getLocalPort();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** How many associations, or attempts at one, are open now. */
    public int openAssociations() {
        return settings.maximumAssociations() - places.availablePermits();
    }

    /**
     * Takes no more associations, aborts those that are idle, and lets the others end the operation that is running.
     * What still runs after the grace period is cut.
     */
    public void stop(Duration grace) throws IOException, InterruptedException {
        stopping = true;
        server.close();
        associations.forEach(AcceptedAssociation::stop);
        try {
            if (places.tryAcquire(settings.maximumAssociations(), grace.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(settings.maximumAssociations());
            }
        } finally {
            associations.forEach(association -> association.cut("The listener was stopped"));
        }
    }

    /** Stops without grace for running operations. */
    @Override
    public void close() throws IOException {
        stopping = true;
        server.close();
        associations.forEach(association -> association.cut("The listener was closed"));
    }

    private void accept() {
        while (!stopping) {
            try {
                admit(server.accept());
            } catch (IOException | RuntimeException trouble) {
                if (!stopping) {
                    acceptor.events().accept(new AssociationEvent.ListenerTroubled(trouble));
                    pause();
                }
            }
        }
    }

    /** Too many open files do not go away faster by asking again at once. */
    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_TROUBLE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** One too many is told so after it has said who it is; a crowd of those is not even listened to. */
    private void admit(Socket socket) throws IOException {
        if (places.tryAcquire()) {
            serve(socket, places, false);
        } else if (doorstep.tryAcquire()) {
            serve(socket, doorstep, true);
        } else {
            socket.close();
        }
    }

    private void serve(Socket socket, Semaphore permits, boolean full) throws IOException {
        AcceptedAssociation association;
        try {
            Transport transport = new Transport(socket, acceptor.entity().timeouts(), System::nanoTime);
            association = new AcceptedAssociation(transport, acceptor, full);
        } catch (IOException | RuntimeException unusable) {
            permits.release();
            socket.close();
            throw unusable;
        }
        associations.add(association);
        // There are few of them at a time, and each waits for its socket, its disk and its database many times an
        // instance: as a thread of the system it is woken for that at half the price.
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("dicom-" + socket.getRemoteSocketAddress())
                .unstarted(() -> {
                    try {
                        association.run();
                    } finally {
                        associations.remove(association);
                        permits.release();
                    }
                });
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            // That is how Java says that the system gives no more threads, which may change.
            associations.remove(association);
            permits.release();
            socket.close();
            throw new IOException("no thread for an association", noThread);
        }
        if (stopping) {
            association.stop();
        }
    }
}
