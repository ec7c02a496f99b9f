package dev.xdsi.imaging.rad107;

import dev.xdsi.imaging.archive.StudyPart;
import java.util.List;
import java.util.function.Function;

/**
 * What WADO-RS is asked for.
 *
 * @param syntaxes by the transfer syntax that an instance is kept in, those in which the caller takes it, the best first
 * @param amount what of the instances is needed for the answer
 */
public record WadoRsRequest(StudyPart part, Function<String, List<String>> syntaxes, Amount amount) {
    /** What of instances must be here, as far as they are elsewhere. */
    public enum Amount {
        /** With what the answer begins is here before it does. */
        BYTES,
        /** Nothing, perhaps: only where it turns out that the client does not have them yet. */
        BYTES_ON_DEMAND,
        /** Nothing: metadata alone are sent, or it is chosen later of what something is. */
        DESCRIPTION
    }

    public WadoRsRequest(StudyPart part, Function<String, List<String>> syntaxes) {
        this(part, syntaxes, Amount.BYTES);
    }

    /** For what is not sent as instances: each as it is kept. */
    public static WadoRsRequest described(StudyPart part) {
        return new WadoRsRequest(part, List::of, Amount.DESCRIPTION);
    }
}
