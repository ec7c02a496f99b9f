package dev.xdsi.imaging.archive;

import dev.xdsi.model.Oid;

/** Where an instance belongs: Study (0020,000D), Series (0020,000E) and SOP Instance UID (0008,0018). */
public record InstanceUids(Oid study, Oid series, Oid sopInstance) {}
