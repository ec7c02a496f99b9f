package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.QueryRetrieveOperation;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.imaging.archive.InstanceSource;
import dev.xdsi.imaging.archive.WantedInstances;
import java.io.IOException;

/** C-MOVE as its user (PS3.4 C.4.2), to our own C-STORE port, which the PACS knows by our AE title. */
final class FetchByMove implements InstanceSource {
    private final ApplicationEntity self;
    private final RemoteEntity pacs;
    private final MovedInstances moved;

    FetchByMove(ApplicationEntity self, RemoteEntity pacs, MovedInstances moved) {
        this.self = self;
        this.pacs = pacs;
        this.moved = moved;
    }

    @Override
    public void fetch(WantedInstances wanted, Taker taker) throws IOException {
        try (Association association =
                Association.open(self, pacs, PresentationContextPlan.asking(CommandField.C_MOVE))) {
            QueryRetrieveOperation operation = FetchOperation.of(association.model(CommandField.C_MOVE), wanted)
                    .whileWanted(taker::wanted);
            moved.during(
                    wanted,
                    taker,
                    () -> FetchByGet.requireNoFailure(
                            pacs, "C-MOVE", association.move(operation, self.title()), taker));
        }
    }
}
