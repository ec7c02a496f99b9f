package dev.xdsi.imaging.stow;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceUids;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.storage.FailureReason;
import dev.xdsi.model.Oid;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Store Instances Response Module (PS3.18 Annex I): what was stored, where it is, and what was not, and why. */
final class StoreOutcome {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final URI base;
    private final List<Attributes> stored = new ArrayList<>();
    private final List<Attributes> failed = new ArrayList<>();
    private int tooLarge;
    private int outOfResources;
    private Optional<Oid> study = Optional.empty();

    /** @param base of the DICOMweb resources, from the configuration: what a caller calls this host is not to be believed */
    StoreOutcome(URI base) {
        this.base = base;
    }

    void stored(StoredInstance instance) {
        InstanceUids uids = instance.uids();
        study = Optional.of(uids.study());
        stored.add(reference(instance.sopClassUID().value(), uids.sopInstance().value())
                .setString(
                        Tag.RetrieveURL,
                        base + "/studies/" + uids.study() + "/series/" + uids.series() + "/instances/"
                                + uids.sopInstance()));
    }

    void refused(AnnouncedInstance announced, Ingest.Reason reason) {
        failed(announced, FailureReason.of(reason));
        if (reason == Ingest.Reason.TOO_LARGE) {
            tooLarge++;
        }
        if (reason == Ingest.Reason.OUT_OF_RESOURCES) {
            outOfResources++;
        }
    }

    void failed(AnnouncedInstance announced, int failureReason) {
        failed.add(reference(announced.sopClassUID(), announced.sopInstanceUID())
                .setInt(Tag.FailureReason, failureReason));
    }

    /** A part of which it is not even known what it was. */
    void failed(int failureReason) {
        failed.add(new Attributes().setInt(Tag.FailureReason, failureReason));
    }

    private static Attributes reference(String sopClass, String sopInstance) {
        Attributes item = new Attributes();
        if (Oid.isValid(sopClass)) {
            item.setString(Tag.ReferencedSOPClassUID, sopClass);
        }
        if (Oid.isValid(sopInstance)) {
            item.setString(Tag.ReferencedSOPInstanceUID, sopInstance);
        }
        return item;
    }

    int parts() {
        return stored.size() + failed.size();
    }

    /** PS3.18 Table 10.5.3-1, and 8.5 for what is too large, or what may be tried again, all of it. */
    int status() {
        if (failed.isEmpty()) {
            return OK;
        }
        if (!stored.isEmpty()) {
            return ACCEPTED;
        }
        if (outOfResources == failed.size()) {
            return SERVICE_UNAVAILABLE;
        }
        return tooLarge == failed.size() ? PAYLOAD_TOO_LARGE : CONFLICT;
    }

    Attributes response() {
        Attributes response = new Attributes();
        study.ifPresent(uid -> response.setString(Tag.RetrieveURL, base + "/studies/" + uid));
        if (!failed.isEmpty()) {
            response.setItems(Tag.FailedSOPSequence, failed);
        }
        if (!stored.isEmpty()) {
            response.setItems(Tag.ReferencedSOPSequence, stored);
        }
        return response;
    }
}
