package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A storage SCP on a free loopback port that keeps the hashes of what it got. */
final class ScpForTests implements AutoCloseable {
    static final AeTitle TITLE = new AeTitle("XDSI");
    static final Timeouts IMPATIENT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofMillis(1500),
            Duration.ofMillis(2500),
            Duration.ofMillis(1500),
            Duration.ofMillis(1000));

    /** What the SCP saw of one C-STORE. */
    record Received(StoreRequest request, long bytes, String sha256) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    final List<AssociationEvent> events = new CopyOnWriteArrayList<>();
    final AssociationListener listener;

    private ScpForTests(
            ApplicationEntity entity,
            AcceptPolicy policy,
            UserIdentification users,
            UnaryOperator<ListenerSettings> settings,
            UnaryOperator<StoreHandler> handler)
            throws IOException {
        ListenerSettings bind = ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener = AssociationListener.start(
                settings.apply(bind),
                new Acceptor(entity, policy, users, DimseServices.storage(handler.apply(this::keep)), events::add));
    }

    static ScpForTests patient() throws IOException {
        return with(ApplicationEntity.of("XDSI"), DeclaredPolicy.storage(TITLE), s -> s, h -> h);
    }

    static ScpForTests impatient() throws IOException {
        return with(impatientEntity(), DeclaredPolicy.storage(TITLE), s -> s, h -> h);
    }

    static ScpForTests storing(StoreHandler handler) throws IOException {
        return with(impatientEntity(), DeclaredPolicy.storage(TITLE), s -> s, h -> handler);
    }

    static ScpForTests agreeingTo(AcceptPolicy policy) throws IOException {
        return with(impatientEntity(), policy, s -> s, h -> h);
    }

    static ScpForTests with(
            ApplicationEntity entity,
            AcceptPolicy policy,
            UnaryOperator<ListenerSettings> settings,
            UnaryOperator<StoreHandler> handler)
            throws IOException {
        return new ScpForTests(entity, policy, UserIdentification.NONE, settings, handler);
    }

    static ScpForTests identifying(UserIdentification users, UnaryOperator<ListenerSettings> settings)
            throws IOException {
        return new ScpForTests(impatientEntity(), DeclaredPolicy.storage(TITLE), users, settings, h -> h);
    }

    static ApplicationEntity impatientEntity() {
        return ApplicationEntity.of("XDSI").withTimeouts(IMPATIENT);
    }

    RemoteEntity remote() {
        return RemoteEntity.of("XDSI", "127.0.0.1", listener.port());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private Status keep(StoreRequest request) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(request.dataSet(), sha256)) {
            byte[] buffer = new byte[64 * 1024];
            long bytes = 0;
            int count = in.read(buffer);
            while (count >= 0) {
                bytes += count;
                count = in.read(buffer);
            }
            received.add(new Received(request, bytes, HexFormat.of().formatHex(sha256.digest())));
        }
        return Status.SUCCESS;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
