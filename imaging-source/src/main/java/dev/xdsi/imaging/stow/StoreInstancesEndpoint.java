package dev.xdsi.imaging.stow;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.dicom.web.MultipartReader.MalformedMultipart;
import dev.xdsi.dicom.web.MultipartReader.Part;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.dicomweb.HttpRefusal;
import dev.xdsi.imaging.storage.FailureReason;
import dev.xdsi.imaging.storage.InstanceOffer;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /studies[/{study}]} of {@code multipart/related; type="application/dicom"}, each part stored as it arrives. */
public final class StoreInstancesEndpoint {
    private static final Pattern PATH = Pattern.compile("/studies(?:/([0-9.]{1,64}))?/?");
    private static final int MOST_PARTS = 50_000;
    private static final String DICOM = "application/dicom";

    private final Transaction<InstanceOffer, Ingest> store;
    private final Callers callers;
    private final URI base;

    /** @param base of the DICOMweb resources as others reach them */
    public StoreInstancesEndpoint(Transaction<InstanceOffer, Ingest> store, Callers callers, URI base) {
        this.store = store;
        this.callers = callers;
        this.base = base;
    }

    public void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return;
        }
        Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
        if (!path.matches() || (path.group(1) != null && !Oid.isValid(path.group(1)))) {
            HttpRefusal.NOT_FOUND.send(request, response);
            return;
        }
        Optional<MediaType> type = MediaType.parse(String.valueOf(request.getContentType()))
                .filter(media -> media.type().equals("multipart/related"))
                .filter(media -> media.parameter("type").isEmpty()
                        || media.parameter("type").equalsIgnoreCase(DICOM));
        if (type.isEmpty()) {
            new HttpRefusal(415, "Instances are taken as multipart/related; type=\"application/dicom\".")
                    .send(request, response);
            return;
        }
        try {
            StoreOutcome outcome = storeAll(
                    new MultipartReader(request.getInputStream(), type.get().parameter("boundary")),
                    path.group(1),
                    caller.get());
            answer(outcome, request, response);
        } catch (MalformedMultipart malformed) {
            HttpRefusal.badRequest("Not a whole multipart body: " + malformed.getMessage() + ".")
                    .send(request, response);
        }
    }

    private StoreOutcome storeAll(MultipartReader parts, @Nullable String study, Caller caller) throws IOException {
        StoreOutcome outcome = new StoreOutcome(base);
        Optional<Part> part = parts.next();
        while (part.isPresent()) {
            if (outcome.parts() == MOST_PARTS) {
                throw new IOException("more than " + MOST_PARTS + " parts");
            }
            store(part.get(), study, caller, outcome);
            part = parts.next();
        }
        return outcome;
    }

    private void store(Part part, @Nullable String study, Caller caller, StoreOutcome outcome) throws IOException {
        if (!isDicom(part)) {
            outcome.failed(FailureReason.CANNOT_UNDERSTAND);
            return;
        }
        AnnouncedInstance announced;
        try {
            announced = Part10Prefix.read(part.body(), study);
        } catch (DicomException noFile) {
            outcome.failed(FailureReason.CANNOT_UNDERSTAND);
            return;
        }
        switch (perform(new InstanceOffer(announced, part.body()), caller)) {
            case Ingest.Stored stored -> outcome.stored(stored.instance());
            case Ingest.AlreadyStored before -> outcome.stored(before.instance());
            case Ingest.Refused refused -> outcome.failed(announced, FailureReason.of(refused.reason()));
        }
    }

    private Ingest perform(InstanceOffer offer, Caller caller) throws IOException {
        try {
            return store.perform(offer, caller);
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private static boolean isDicom(Part part) {
        String type = part.headers().getOrDefault("content-type", DICOM);
        return MediaType.parse(type).map(media -> media.type().equals(DICOM)).orElse(false);
    }

    private static void answer(StoreOutcome outcome, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (outcome.parts() == 0) {
            HttpRefusal.badRequest("The body holds no part.").send(request, response);
            return;
        }
        byte[] body = DicomJson.toString(outcome.response()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(outcome.status());
        response.setContentType("application/dicom+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
