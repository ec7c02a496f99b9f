package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreHandler;
import dev.xdsi.dicom.net.StoreRequest;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.InstanceSource.Taker;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes by C-STORE because we asked for it by C-MOVE: from the PACS, and one of the instances that are awaited. What comes by a C-MOVE
 * of ours and is not awaited is late, or comes again: it is refused, since it would be kept, and published, as if it had been given to us. All
 * else that comes is stored as ever.
 */
public final class MovedInstances {
    private static final Status NOT_AWAITED =
            Status.PROCESSING_FAILURE.withComment("not awaited any more; the C-MOVE was given up");

    private final AeTitle self;
    private final RemoteEntity pacs;
    private final Map<String, Awaited> awaited = new HashMap<>();

    /** @param self in whose name C-MOVE is asked for */
    public MovedInstances(AeTitle self, RemoteEntity pacs) {
        this.self = self;
        this.pacs = pacs;
    }

    /** One C-MOVE, and how many of its instances are being taken in. */
    private static final class Awaited {
        final Taker taker;
        int running;

        Awaited(Taker taker) {
            this.taker = taker;
        }
    }

    /** One C-MOVE while it runs. */
    interface Running {
        void run() throws IOException;
    }

    /** Awaits these until the C-MOVE is over and what came of it is taken in. */
    void during(WantedInstances wanted, Taker taker, Running move) throws IOException {
        Awaited mine = new Awaited(taker);
        List<String> uids = wanted.sopInstances().stream().map(Oid::value).toList();
        synchronized (awaited) {
            for (String uid : uids) {
                if (awaited.containsKey(uid)) {
                    throw new IOException("an instance is being fetched already; try again later");
                }
            }
            uids.forEach(uid -> awaited.put(uid, mine));
        }
        try {
            move.run();
        } finally {
            end(mine, uids);
        }
    }

    private void end(Awaited mine, List<String> uids) throws IOException {
        synchronized (awaited) {
            uids.forEach(awaited::remove);
            try {
                while (mine.running > 0) {
                    awaited.wait();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while an instance was taken in", stopping);
            }
        }
    }

    /** In front of who takes what anybody stores. */
    public StoreHandler before(StoreHandler others) {
        return request -> {
            Awaited move = begin(request);
            if (move == null) {
                return isOurs(request) ? NOT_AWAITED : others.store(request);
            }
            try {
                return take(request, move);
            } finally {
                synchronized (awaited) {
                    move.running--;
                    awaited.notifyAll();
                }
            }
        };
    }

    private @Nullable Awaited begin(StoreRequest request) {
        if (!pacs.isPeer(request.peer())) {
            return null;
        }
        synchronized (awaited) {
            // Each comes once.
            Awaited move = awaited.remove(request.sopInstanceUid());
            if (move != null) {
                move.running++;
            }
            return move;
        }
    }

    private static Status take(StoreRequest request, Awaited move) throws IOException {
        return TakenStatus.of(move.taker.take(
                new AnnouncedInstance(request.sopClassUid(), request.sopInstanceUid(), request.transferSyntax()),
                request.dataSet()));
    }

    private boolean isOurs(StoreRequest request) {
        return request.originator().filter(it -> it.aeTitle().equals(self)).isPresent();
    }
}
