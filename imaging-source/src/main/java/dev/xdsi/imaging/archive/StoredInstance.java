package dev.xdsi.imaging.archive;

import dev.xdsi.model.Oid;

/**
 * An instance that the archive answers for.
 *
 * @param transferSyntaxUID the encoding it came in, which is the encoding it is kept in
 * @param modality (0008,0060) of its series, empty where none was said
 */
public record StoredInstance(
        InstanceUids uids,
        Oid sopClassUID,
        Oid transferSyntaxUID,
        String modality,
        InstanceRole role,
        StoredFile file) {}
