package dev.xdsi.imaging.rad55;

import dev.xdsi.imaging.archive.InstanceUids;
import dev.xdsi.imaging.archive.SentInstance;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one instance that a WADO-URI asks for (PS3.18 9.4).
 *
 * @param transferSyntax the only one that will do, where one was named
 * @param anonymize whether what says whose it is must be taken out
 * @param sufficesDescribed whether its bytes are not sent, when all that the index knows of it is known: for a head, for who has that version,
 *     for a picture of it
 */
public record WadoRequest(
        InstanceUids uids,
        @Nullable String transferSyntax,
        boolean anonymize,
        Predicate<SentInstance> sufficesDescribed) {}
