package dev.xdsi.imaging.rad107;

import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceMetadata;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.dicomweb.DicomParts;
import dev.xdsi.imaging.dicomweb.HttpRefusal;
import dev.xdsi.imaging.dicomweb.StudyPath;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** WADO-RS over HTTP (PS3.18 10.4): instances as multipart, metadata as DICOM JSON, both streamed. */
public final class WadoRsRetrieveEndpoint {
    private static final String DICOM_JSON = "application/dicom+json";

    private final Transaction<WadoRsRequest, WadoRsResponse> retrieve;
    private final InstanceArchive archive;
    private final Callers callers;
    private final Supplier<UUID> boundaries;

    public WadoRsRetrieveEndpoint(
            Transaction<WadoRsRequest, WadoRsResponse> retrieve,
            InstanceArchive archive,
            Callers callers,
            Supplier<UUID> boundaries) {
        this.retrieve = retrieve;
        this.archive = archive;
        this.callers = callers;
        this.boundaries = boundaries;
    }

    public void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return;
        }
        Optional<StudyPath> path = StudyPath.parse(request.getPathInfo());
        if (path.isEmpty()) {
            HttpRefusal.NOT_FOUND.send(response);
            return;
        }
        AcceptedTypes accept = AcceptedTypes.parse(request.getHeader("Accept"));
        if (path.get().metadata()) {
            metadata(path.get().part(), accept, caller.get(), response);
        } else {
            instances(path.get().part(), accept, caller.get(), response);
        }
    }

    private void instances(StudyPart part, AcceptedTypes accept, Caller caller, HttpServletResponse response)
            throws IOException {
        WadoRsResponse found = retrieve.perform(new WadoRsRequest(part, accept::acceptsDicomParts), caller);
        try (OpenDelivery delivery = new OpenDelivery(found.delivery())) {
            if (found.instances().isEmpty()) {
                delivery.complete();
                refusal(found).send(response);
            } else {
                DicomParts parts = new DicomParts(found.instances(), boundaries.get());
                response.setStatus(
                        found.unacceptable() == 0 ? HttpServletResponse.SC_OK : HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setContentType(parts.contentType());
                response.setContentLengthLong(parts.length());
                parts.writeTo(response.getOutputStream(), delivery);
            }
        }
    }

    private static HttpRefusal refusal(WadoRsResponse found) {
        return found.isUnknown()
                ? HttpRefusal.NOT_FOUND
                : HttpRefusal.notAcceptable(
                        "These instances are sent as multipart/related; type=\"application/dicom\";"
                                + " transfer-syntax=* and in the transfer syntax in which they were received or, where they can be decoded, uncompressed.");
    }

    private void metadata(StudyPart part, AcceptedTypes accept, Caller caller, HttpServletResponse response)
            throws IOException {
        boolean acceptable = accept.accepts(DICOM_JSON) || accept.accepts("application/json");
        WadoRsResponse found = retrieve.perform(new WadoRsRequest(part, syntax -> acceptable), caller);
        try (OpenDelivery delivery = new OpenDelivery(found.delivery())) {
            if (found.isUnknown()) {
                delivery.complete();
                HttpRefusal.NOT_FOUND.send(response);
            } else if (!acceptable) {
                delivery.complete();
                HttpRefusal.notAcceptable("Metadata are sent as application/dicom+json.")
                        .send(response);
            } else {
                response.setContentType(DICOM_JSON);
                writeMetadata(part, response.getOutputStream());
                found.instances()
                        .forEach(instance -> delivery.sent(
                                instance.instance().uids().sopInstance().value(), 0));
                delivery.complete();
                response.getOutputStream().write(']');
            }
        }
    }

    /** All but the end, which must wait until the disclosure is recorded. */
    private void writeMetadata(StudyPart part, OutputStream out) throws IOException {
        boolean[] first = {true};
        out.write('[');
        archive.metadata(part, metadata -> {
            if (!first[0]) {
                out.write(',');
            }
            first[0] = false;
            copy(metadata, out);
        });
    }

    private static void copy(InstanceMetadata metadata, OutputStream out) throws IOException {
        try (InputStream in = metadata.open()) {
            in.transferTo(out);
        }
    }
}
