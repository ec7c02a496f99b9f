package dev.xdsi.imaging;

import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every image and remembers its UID. */
public final class TakingScp implements AutoCloseable {
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AssociationListener listener;

    public TakingScp(String title) throws IOException {
        this(title, Duration.ZERO, Status.SUCCESS);
    }

    /** @param pause before each answer */
    TakingScp(String title, Duration pause, Status answer) throws IOException {
        listener = AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Acceptor(
                        ApplicationEntity.of(title),
                        DeclaredPolicy.storage(new AeTitle(title)),
                        DimseServices.storage(request -> {
                            request.dataSet().transferTo(OutputStream.nullOutputStream());
                            taken.add(request.sopInstanceUid());
                            pause(pause);
                            return answer;
                        }),
                        event -> {}));
    }

    private static void pause(Duration pause) throws IOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    public int port() {
        return listener.port();
    }

    public List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() throws IOException {
        try {
            listener.stop(Duration.ofSeconds(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
