package dev.xdsi.gateway.share;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Sends files by C-STORE, as many associations after each other as their presentation contexts need, and some ahead of their answers where
 * the other side lets us.
 */
public final class InstanceSender {
    private static final int MOST_UNDER_WAY = 16;

    private final ApplicationEntity self;
    private final RemoteEntity remote;

    public InstanceSender(ApplicationEntity self, RemoteEntity remote) {
        this.self = self;
        this.remote = remote;
    }

    /**
     * Sends every file and tells {@code progress} of each that was stored.
     *
     * @return the files that the other side refused, with its reason
     */
    public Map<InstanceFile, String> send(List<InstanceFile> files, Consumer<InstanceFile> progress)
            throws IOException {
        Map<InstanceFile, String> refused = new LinkedHashMap<>();
        List<Pair> pairs = files.stream().map(InstanceSender::pair).distinct().toList();
        for (PresentationContextPlan plan : PresentationContextPlan.partition(pairs)) {
            try (Association association = Association.open(self, remote, plan.sendingAhead(MOST_UNDER_WAY))) {
                Sending sending = new Sending(association, new HashMap<>(), refused, progress);
                for (InstanceFile file : files) {
                    if (covers(plan, file)) {
                        sending.send(file);
                    }
                }
                sending.awaitAnswers();
                association.release();
            }
        }
        return refused;
    }

    private record Sending(
            Association association,
            Map<StoreOperation, InstanceFile> underWay,
            Map<InstanceFile, String> refused,
            Consumer<InstanceFile> progress) {
        void send(InstanceFile file) throws IOException {
            if (association
                    .context(file.sopClassUID(), file.transferSyntaxUID())
                    .isEmpty()) {
                refused.put(file, "SOP class and transfer syntax not accepted");
                return;
            }
            if (association.room() == 0) {
                awaitAnswer();
            }
            StoreOperation operation = new StoreOperation(
                    file.sopClassUID(), file.sopInstanceUID(), file.transferSyntaxUID(), out -> write(file, out));
            association.storeAhead(operation);
            underWay.put(operation, file);
        }

        void awaitAnswers() throws IOException {
            while (!underWay.isEmpty()) {
                awaitAnswer();
            }
        }

        private void awaitAnswer() throws IOException {
            Association.Stored stored = association.nextStored();
            InstanceFile file = Objects.requireNonNull(underWay.remove(stored.operation()));
            if (stored.status().isSuccess()) {
                progress.accept(file);
            } else {
                refused.put(file, stored.status().toString());
            }
        }

        private static void write(InstanceFile file, OutputStream out) throws IOException {
            try (InputStream dataSet = Files.newInputStream(file.path())) {
                dataSet.skipNBytes(file.dataSetOffset());
                dataSet.transferTo(out);
            }
        }
    }

    private static boolean covers(PresentationContextPlan plan, InstanceFile file) {
        return plan.contexts().stream()
                .anyMatch(context -> context.abstractSyntax().equals(file.sopClassUID())
                        && context.transferSyntaxes().contains(file.transferSyntaxUID()));
    }

    private static Pair pair(InstanceFile file) {
        return new Pair(file.sopClassUID(), file.transferSyntaxUID());
    }
}
