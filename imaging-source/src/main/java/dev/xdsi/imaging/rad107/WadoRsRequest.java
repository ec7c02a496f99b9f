package dev.xdsi.imaging.rad107;

import dev.xdsi.imaging.archive.StudyPart;
import java.util.function.Predicate;

/**
 * What WADO-RS is asked for.
 *
 * @param acceptable whether the caller takes an instance in that transfer syntax
 */
public record WadoRsRequest(StudyPart part, Predicate<String> acceptable) {}
