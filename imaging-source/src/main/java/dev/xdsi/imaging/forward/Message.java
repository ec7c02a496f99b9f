package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.imaging.normalized.Concerned;

/** One thing that somebody is told. */
record Message(NormalizedOperation operation, RemoteEntity to, Concerned concerned) {}
