package dev.xdsi.imaging.rad55;

import dev.xdsi.imaging.archive.InstanceUids;
import org.jspecify.annotations.Nullable;

/**
 * The one instance that a WADO-URI asks for (PS3.18 9.4).
 *
 * @param transferSyntax the only one that will do, where one was named
 * @param anonymize whether what says whose it is must be taken out
 */
public record WadoRequest(InstanceUids uids, @Nullable String transferSyntax, boolean anonymize) {}
