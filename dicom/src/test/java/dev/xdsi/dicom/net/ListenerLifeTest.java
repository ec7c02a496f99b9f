package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starting, stopping, and large objects through a listener. */
@Tag("integration")
@Timeout(60)
class ListenerLifeTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final ApplicationEntity SCU = ApplicationEntity.of("SENDER");
    private static final PresentationContextPlan PLAN =
            PresentationContextPlan.of(List.of(new Pair(CT, TransferSyntaxes.EXPLICIT)));

    @Test
    void stopAbortsTheIdleAndLetsTheBusyEnd() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ScpForTests scp = ScpForTests.storing(request -> {
                    if (running.getCount() > 0) {
                        running.countDown();
                        awaitQuietly(goOn);
                    }
                    return Status.SUCCESS;
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Association idle = Association.open(SCU, scp.remote(), PLAN);
            Association busy = Association.open(SCU, scp.remote(), PLAN);
            Future<Status> store = threads.submit(() -> busy.store(small()));
            running.await();

            Future<?> stop = threads.submit(() -> {
                scp.listener.stop(Duration.ofSeconds(20));
                return null;
            });
            // The stop begins when it begins; until then the idle one is served.
            assertThatThrownBy(() -> {
                        while (true) {
                            idle.store(small());
                        }
                    })
                    .isInstanceOf(AssociationAborted.class);
            goOn.countDown();

            assertThat(store.get()).isEqualTo(Status.SUCCESS);
            stop.get();
            assertThat(scp.listener.openAssociations()).isZero();
            assertThatThrownBy(() -> busy.store(small())).isInstanceOf(AssociationAborted.class);
            assertThatThrownBy(() -> Association.open(SCU, scp.remote(), PLAN))
                    .hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void stopCutsWhatDoesNotEndInTime() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (ScpForTests scp = ScpForTests.storing(request -> {
                    running.countDown();
                    awaitQuietly(never);
                    return Status.SUCCESS;
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Association busy = Association.open(SCU, scp.remote(), PLAN);
            Future<Status> store = threads.submit(() -> busy.store(small()));
            running.await();
            scp.listener.stop(Duration.ofMillis(200));
            assertThatThrownBy(store::get).hasCauseInstanceOf(IOException.class);
            never.countDown();
        }
    }

    @Test
    void aPortThatIsTakenIsSaidSo() throws IOException {
        try (ScpForTests first = ScpForTests.patient()) {
            ListenerSettings same = ListenerSettings.of(first.listener.address());
            Acceptor acceptor = new Acceptor(
                    SCU, DeclaredPolicy.verification(ScpForTests.TITLE), DimseServices.verificationOnly(), e -> {});
            assertThatThrownBy(() -> AssociationListener.start(same, acceptor).close())
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("DICOM cannot listen on");
        }
    }

    /** More than the heap of this test has: it must stream on both sides. */
    @Test
    void aGigabytePassesThrough() throws IOException {
        byte[] chunk = new byte[1 << 20];
        try (ScpForTests scp = ScpForTests.patient();
                Association association = Association.open(SCU, scp.remote(), PLAN)) {
            Status status = association.store(new StoreOperation(CT, "1.2.3", TransferSyntaxes.EXPLICIT, out -> {
                for (int i = 0; i < 1024; i++) {
                    out.write(chunk);
                }
            }));
            assertThat(status).isEqualTo(Status.SUCCESS);
            assertThat(scp.received.getFirst().bytes()).isEqualTo(1L << 30);
        }
    }

    @Test
    void abortFromAnotherThreadEndsARunningStore() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        try (ScpForTests scp = ScpForTests.patient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Association association = Association.open(SCU, scp.remote(), PLAN);
            Future<Status> store = threads.submit(() ->
                    association.store(new StoreOperation(CT, "1.2.3", TransferSyntaxes.EXPLICIT, out -> {
                        while (true) {
                            out.write(new byte[100_000]);
                            sending.countDown();
                        }
                    })));
            sending.await();
            association.abort();
            assertThatThrownBy(store::get).hasCauseInstanceOf(AssociationAborted.class);
            assertThat(Wellness.of(scp)).isTrue();
            assertThat(scp.received).isEmpty();
        }
    }

    private static StoreOperation small() {
        return new StoreOperation(CT, "1.2.3", TransferSyntaxes.EXPLICIT, out -> out.write(new byte[100]));
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}
