package dev.xdsi.gateway.share;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sends files by C-STORE, as many associations after each other as their presentation contexts need. */
public final class InstanceSender {
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
            try (Association association = Association.open(self, remote, plan)) {
                for (InstanceFile file : files) {
                    if (covers(plan, file)) {
                        sendOne(association, file, refused, progress);
                    }
                }
                association.release();
            }
        }
        return refused;
    }

    private static void sendOne(
            Association association,
            InstanceFile file,
            Map<InstanceFile, String> refused,
            Consumer<InstanceFile> progress)
            throws IOException {
        if (association.context(file.sopClassUID(), file.transferSyntaxUID()).isEmpty()) {
            refused.put(file, "SOP class and transfer syntax not accepted");
            return;
        }
        try (InputStream dataSet = Files.newInputStream(file.path())) {
            dataSet.skipNBytes(file.dataSetOffset());
            Status status = association.store(
                    StoreOperation.of(file.sopClassUID(), file.sopInstanceUID(), file.transferSyntaxUID(), dataSet));
            if (status.isSuccess()) {
                progress.accept(file);
            } else {
                refused.put(file, status.toString());
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
