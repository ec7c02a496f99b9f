package dev.xdsi.dicom.net;

import java.io.IOException;

/** One DIMSE service as its performer, PS3.7 9 and 10; registered by command field in {@link DimseServices}. */
@FunctionalInterface
public interface DimseService {
    /** Performs an operation and answers it with {@link DimseOperation#respond}. */
    void perform(DimseOperation operation) throws IOException;
}
