package dev.xdsi.imaging.rad107;

import dev.xdsi.imaging.archive.StudyPart;
import java.util.List;
import java.util.function.Function;

/**
 * What WADO-RS is asked for.
 *
 * @param syntaxes by the transfer syntax that an instance is kept in, those in which the caller takes it, the best first
 * @param described whether only what is known of instances is asked for, and none of their bytes
 */
public record WadoRsRequest(StudyPart part, Function<String, List<String>> syntaxes, boolean described) {
    public WadoRsRequest(StudyPart part, Function<String, List<String>> syntaxes) {
        this(part, syntaxes, false);
    }

    /** For metadata. */
    public static WadoRsRequest described(StudyPart part) {
        return new WadoRsRequest(part, List::of, true);
    }

    /** For what is not sent as instances: each as it is kept. */
    public static WadoRsRequest asKept(StudyPart part) {
        return new WadoRsRequest(part, List::of);
    }
}
