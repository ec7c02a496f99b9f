package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.retrieval.InstanceSink;
import dev.xdsi.consumer.retrieval.Part10Header;
import dev.xdsi.dicom.web.AcceptedTypes;
import java.io.IOException;
import java.io.InputStream;

/** Instances passed on as they arrive, byte for byte, as {@code multipart/related; type="application/dicom"} (PS3.18 10.4.1.1.1). */
final class InstancesAnswer implements InstanceSink {
    private final MultipartAnswer parts;
    private final AcceptedTypes accepted;
    private boolean someUnacceptable;

    InstancesAnswer(MultipartAnswer parts, AcceptedTypes accepted) {
        this.parts = parts;
        this.accepted = accepted;
    }

    @Override
    public void accept(String sopInstanceUID, InputStream part10) throws IOException {
        Part10Header instance = Part10Header.of(part10);
        String syntax = instance.transferSyntaxUID();
        if (accepted.acceptsDicomParts(syntax)) {
            instance.file().transferTo(parts.next("application/dicom", syntax));
        } else {
            someUnacceptable = true;
        }
    }

    void finish() throws ApiRefusal, IOException {
        if (parts.isEmpty() && someUnacceptable) {
            throw Refusals.notAcceptable("These instances are sent as multipart/related; type=\"application/dicom\";"
                    + " transfer-syntax=* and in the transfer syntax in which they are kept.");
        }
        parts.finish();
    }
}
