package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.RetrieveResult;
import dev.xdsi.dicom.net.TransferSyntaxes;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.InstanceSource;
import dev.xdsi.imaging.archive.WantedInstances;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** C-GET as its user (PS3.4 C.4.3): instances come in the transfer syntax that the PACS has them in, where it and we know that one. */
final class FetchByGet implements InstanceSource {
    /** Those that images are kept in most often. */
    private static final List<String> USUAL = List.of(
            UID.ExplicitVRLittleEndian,
            UID.ImplicitVRLittleEndian,
            UID.JPEG2000Lossless,
            UID.JPEGLosslessSV1,
            UID.JPEG2000,
            UID.JPEGBaseline8Bit,
            UID.JPEGLSLossless,
            UID.RLELossless,
            UID.JPEGExtended12Bit,
            UID.JPEGLSNearLossless,
            UID.JPEGLossless,
            UID.HTJ2KLossless,
            UID.HTJ2KLosslessRPCL,
            UID.HTJ2K,
            UID.DeflatedExplicitVRLittleEndian,
            UID.ExplicitVRBigEndian,
            UID.JPEGSpectralSelectionNonHierarchical68,
            UID.JPEGFullProgressionNonHierarchical1012,
            UID.MPEG2MPML,
            UID.MPEG4HP41);
    /** All that is taken, the most usual first; of more SOP classes than an association has contexts for, the last are not proposed. */
    private static final List<String> SYNTAXES = Stream.concat(
                    USUAL.stream(), TransferSyntaxes.all().stream().sorted())
            .distinct()
            .toList();

    private final ApplicationEntity self;
    private final RemoteEntity pacs;

    FetchByGet(ApplicationEntity self, RemoteEntity pacs) {
        this.self = self;
        this.pacs = pacs;
    }

    @Override
    public void fetch(WantedInstances wanted, Taker taker) throws IOException {
        try (Association association = Association.open(self, pacs, plan(wanted))) {
            RetrieveResult result = association.get(
                    FetchOperation.of(association.model(CommandField.C_GET), wanted)
                            .whileWanted(taker::wanted),
                    request -> TakenStatus.of(taker.take(
                            new AnnouncedInstance(
                                    request.sopClassUid(), request.sopInstanceUid(), request.transferSyntax()),
                            request.dataSet())));
            requireNoFailure(pacs, "C-GET", result, taker);
        }
    }

    private static PresentationContextPlan plan(WantedInstances wanted) {
        List<Pair> pairs = new ArrayList<>();
        for (String syntax : SYNTAXES) {
            wanted.sopClasses().values().stream()
                    .distinct()
                    .forEach(sopClass -> pairs.add(new Pair(sopClass.value(), syntax)));
        }
        return PresentationContextPlan.getting(pairs);
    }

    /** A warning says that some did not come, which is seen by what came; and so is what we cancelled. */
    static void requireNoFailure(RemoteEntity pacs, String what, RetrieveResult result, Taker taker)
            throws DimseException {
        boolean cancelled = result.status().code() == Status.CANCEL.code() && !taker.wanted();
        if (!cancelled && !result.status().isSuccess() && !result.status().isWarning()) {
            throw new DimseException(pacs + " answered " + what + " with status " + result.status());
        }
    }
}
