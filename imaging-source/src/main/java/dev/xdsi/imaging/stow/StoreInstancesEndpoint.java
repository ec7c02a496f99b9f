package dev.xdsi.imaging.stow;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.dicom.web.MultipartReader.MalformedMultipart;
import dev.xdsi.dicom.web.MultipartReader.Part;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.Reserve;
import dev.xdsi.imaging.dicomweb.Exchange;
import dev.xdsi.imaging.dicomweb.HttpRefusal;
import dev.xdsi.imaging.dicomweb.Refused;
import dev.xdsi.imaging.storage.FailureReason;
import dev.xdsi.imaging.storage.InstanceOffer;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /studies[/{study}]} (PS3.18 10.5): instances, each stored as it arrives, or metadata with bulk data, of which instances are
 * put together once all is there.
 */
public final class StoreInstancesEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(StoreInstancesEndpoint.class);
    private static final Pattern PATH = Pattern.compile("/studies(?:/([0-9.]{1,64}))?/?");
    private static final int MOST_PARTS = 50_000;
    private static final String DICOM = "application/dicom";
    private static final HttpRefusal UNSUPPORTED = new HttpRefusal(
            HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
            "Instances are taken as application/dicom, alone or as multipart/related; type=\"application/dicom\", and as metadata with bulk"
                    + " data, multipart/related; type=\"application/dicom+json\" or \"application/dicom+xml\".");

    /** PS3.18 8.5: it can be taken again once there is room. */
    private static final HttpRefusal DISK_FULL =
            new HttpRefusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "There is no room for instances now.");

    private final Transaction<InstanceOffer, Ingest> store;
    private final Callers callers;
    private final URI base;
    private final Uploads uploads;

    /** @param base of the DICOMweb resources as others reach them */
    public StoreInstancesEndpoint(
            Transaction<InstanceOffer, Ingest> store, Callers callers, URI base, Uploads uploads) {
        this.store = store;
        this.callers = callers;
        this.base = base;
        this.uploads = uploads;
    }

    /** For whom, and into which study alone, if one was named. */
    private record Into(@Nullable String study, Caller caller, StoreOutcome outcome) {}

    public void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return;
        }
        try {
            Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
            if (!path.matches() || (path.group(1) != null && !Oid.isValid(path.group(1)))) {
                throw Refused.notFound();
            }
            StoreAnswer answer = StoreAnswer.of(new Exchange(request, response));
            if (uploads.isDiskFull()) {
                throw new Refused(DISK_FULL);
            }
            storeAll(request, new Into(path.group(1), caller.get(), new StoreOutcome(base)), answer);
        } catch (Refused refused) {
            refused.refusal().send(request, response);
        } catch (MalformedMultipart malformed) {
            HttpRefusal.badRequest("Not a whole multipart body: " + malformed.getMessage() + ".")
                    .send(request, response);
        } catch (Reserve.Reached full) {
            LOG.error("a request was refused", full);
            DISK_FULL.send(request, response);
        } catch (Uploads.NoRoom full) {
            new HttpRefusal(
                            HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                            "That is too much bulk data at once; send less.")
                    .send(request, response);
        }
    }

    private void storeAll(HttpServletRequest request, Into into, StoreAnswer answer) throws Refused, IOException {
        try {
            storeAll(request, into);
        } catch (MalformedMultipart | Uploads.NoRoom | Reserve.Reached brokenOff) {
            if (into.outcome().parts() == 0) {
                throw brokenOff;
            }
            // What came before is stored, and its sender must hear of it.
            LOG.warn("a request broke off after {} parts", into.outcome().parts(), brokenOff);
            into.outcome()
                    .failed(
                            brokenOff instanceof MalformedMultipart
                                    ? FailureReason.PROCESSING_FAILURE
                                    : FailureReason.OUT_OF_RESOURCES);
        }
        answer.send(into.outcome());
    }

    private void storeAll(HttpServletRequest request, Into into) throws Refused, IOException {
        MediaType type =
                MediaType.parse(String.valueOf(request.getContentType())).orElseThrow(() -> new Refused(UNSUPPORTED));
        InputStream body = request.getInputStream();
        if (!type.type().equals("multipart/related")) {
            alone(type.type(), body, into);
            return;
        }
        String root = type.parameter("type").toLowerCase(Locale.ROOT);
        if (!root.isEmpty() && !root.equals(DICOM) && !MetadataParts.TYPES.contains(root)) {
            throw new Refused(UNSUPPORTED);
        }
        MultipartReader parts = new MultipartReader(body, type.parameter("boundary"));
        if (MetadataParts.TYPES.contains(root)) {
            try (Upload upload = uploads.open()) {
                assembled(new MetadataParts(upload).readAll(parts), upload, into);
            } catch (DicomException unreadable) {
                throw unreadableMetadata();
            }
        } else {
            instances(parts, into);
        }
    }

    private void alone(String type, InputStream body, Into into) throws Refused, IOException {
        if (type.equals(DICOM)) {
            store(body, into);
        } else if (MetadataParts.TYPES.contains(type)) {
            try (Upload upload = uploads.open()) {
                assembled(new MetadataParts(upload).readAlone(type, body), upload, into);
            } catch (DicomException unreadable) {
                throw unreadableMetadata();
            }
        } else {
            throw new Refused(UNSUPPORTED);
        }
    }

    private static Refused unreadableMetadata() {
        return Refused.badRequest("The metadata cannot be read, or are too long; nothing was stored.");
    }

    private void instances(MultipartReader parts, Into into) throws Refused, IOException {
        for (Optional<Part> part = parts.next(); part.isPresent(); part = parts.next()) {
            if (into.outcome().parts() == MOST_PARTS) {
                throw new Refused(new HttpRefusal(
                        HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                        "Of one request " + MOST_PARTS + " instances are taken, and were; send the rest in another."));
            }
            if (isDicom(part.get())) {
                store(part.get().body(), into);
            } else {
                into.outcome().failed(FailureReason.CANNOT_UNDERSTAND);
            }
        }
    }

    private void store(InputStream file, Into into) throws IOException {
        AnnouncedInstance announced;
        try {
            announced = Part10Prefix.read(file, into.study());
        } catch (DicomException noFile) {
            into.outcome().failed(FailureReason.CANNOT_UNDERSTAND);
            return;
        }
        store(announced, file, into);
    }

    private void store(AnnouncedInstance announced, InputStream dataSet, Into into) throws IOException {
        switch (perform(new InstanceOffer(announced, dataSet), into.caller())) {
            case Ingest.Stored stored -> into.outcome().stored(stored.instance());
            case Ingest.AlreadyStored before -> into.outcome().stored(before.instance());
            case Ingest.Refused refused -> into.outcome().refused(announced, refused.reason());
        }
    }

    /** Each as soon as it is put together; one that cannot be is a failure of its own. */
    private void assembled(List<Attributes> dataSets, Upload upload, Into into) throws IOException {
        for (Attributes metadata : dataSets) {
            AssembledInstance instance;
            Path file;
            try {
                instance = AssembledInstance.of(metadata, upload);
                file = instance.write(upload);
            } catch (DicomException incomplete) {
                AnnouncedInstance announced = new AssembledInstance(metadata, "").announced(into.study());
                LOG.warn("an instance cannot be put together: {}", incomplete.getMessage());
                into.outcome().failed(announced, FailureReason.CANNOT_UNDERSTAND);
                continue;
            }
            try (InputStream dataSet = Files.newInputStream(file)) {
                store(instance.announced(into.study()), dataSet, into);
            }
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
}
