package dev.xdsi.dicom.net;

import java.io.IOException;

/** Whether a server that was maltreated is well again: it answers, and nothing of the past is still open. */
final class Wellness {
    private Wellness() {}

    static boolean of(ScpForTests scp) throws IOException, InterruptedException {
        for (int attempt = 0; scp.listener.openAssociations() > 0 && attempt < 250; attempt++) {
            Thread.sleep(20);
        }
        if (scp.listener.openAssociations() > 0) {
            return false;
        }
        try (Association association = Association.open(
                ApplicationEntity.of("DOCTOR"), scp.remote(), PresentationContextPlan.verification())) {
            association.echo();
        }
        return true;
    }
}
