package dev.xdsi.imaging;

import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreRequest;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.pacs.Forwarding;
import dev.xdsi.imaging.pacs.PacsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A PACS, {@code PACS}, to which things are sent: what it answers is said beforehand, and that it is away. */
final class ReceivingPacs implements AutoCloseable {
    static final String TITLE = "PACS";

    /** By SOP Instance UID; what is not here is taken. */
    final Map<String, Status> answers = new ConcurrentHashMap<>();

    /** SOP Instance UIDs in the order in which they came, the refused ones too. */
    final List<String> came = new CopyOnWriteArrayList<>();

    /** SOP Instance UID and transfer syntax of what was taken. */
    final Map<String, String> taken = new ConcurrentHashMap<>();

    private final int port = freePort();
    private @Nullable AssociationListener listener;

    ReceivingPacs() throws IOException {}

    /** As a source is told of it. */
    PacsSettings settings(Forwarding.Kind... kinds) {
        return new PacsSettings(RemoteEntity.of(TITLE, "127.0.0.1", port), new PacsSettings.Way.Get(), 1 << 20)
                .with(new Forwarding(Set.of(kinds)));
    }

    void open() throws IOException {
        listener = AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                new Acceptor(
                        ApplicationEntity.of(TITLE),
                        DeclaredPolicy.storage(new AeTitle(TITLE)),
                        DimseServices.storage(this::store),
                        event -> {}));
    }

    private Status store(StoreRequest request) throws IOException {
        request.dataSet().transferTo(java.io.OutputStream.nullOutputStream());
        came.add(request.sopInstanceUid());
        Status answer = answers.getOrDefault(request.sopInstanceUid(), Status.SUCCESS);
        if (!answer.isFailure()) {
            taken.put(request.sopInstanceUid(), request.transferSyntax());
        }
        return answer;
    }

    /** Sends something to a source, as this PACS. */
    Association associate(int portOfSource, PresentationContextPlan plan) throws IOException {
        return Association.open(ApplicationEntity.of(TITLE), RemoteEntity.of("XDSI", "127.0.0.1", portOfSource), plan);
    }

    @Override
    public void close() throws IOException {
        AssociationListener open = listener;
        if (open != null) {
            listener = null;
            try {
                open.stop(Duration.ofSeconds(2));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
