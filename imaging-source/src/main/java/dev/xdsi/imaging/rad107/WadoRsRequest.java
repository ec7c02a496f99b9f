package dev.xdsi.imaging.rad107;

import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.archive.StudyPart;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What WADO-RS is asked for.
 *
 * @param syntaxes by the transfer syntax that an instance is kept in, those in which the caller takes it, the best first
 * @param sufficesDescribed whether no bytes of the instances are sent, when all that the index knows of them is known, in the syntaxes in
 *     which they would be: for a head, for who has that version, for metadata, or where it is chosen later of what something is; null where they are sent
 */
public record WadoRsRequest(
        StudyPart part,
        Function<String, List<String>> syntaxes,
        @Nullable Predicate<List<SentInstance>> sufficesDescribed) {

    /** With what the answer begins is here before it does. */
    public WadoRsRequest(StudyPart part, Function<String, List<String>> syntaxes) {
        this(part, syntaxes, null);
    }

    /** For what is not sent as instances: each as it is kept. */
    public static WadoRsRequest described(StudyPart part) {
        return new WadoRsRequest(part, List::of, described -> true);
    }
}
