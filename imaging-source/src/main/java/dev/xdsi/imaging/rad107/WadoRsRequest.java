package dev.xdsi.imaging.rad107;

import dev.xdsi.imaging.archive.StudyPart;
import java.util.List;
import java.util.function.Function;

/**
 * What WADO-RS is asked for.
 *
 * @param syntaxes by the transfer syntax that an instance is kept in, those in which the caller takes it, the best first
 */
public record WadoRsRequest(StudyPart part, Function<String, List<String>> syntaxes) {
    /** For what is not sent as instances: each as it is kept. */
    public static WadoRsRequest asKept(StudyPart part) {
        return new WadoRsRequest(part, List::of);
    }
}
