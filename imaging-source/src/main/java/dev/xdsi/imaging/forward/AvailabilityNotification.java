package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An Instance Availability Notification (PS3.4 R.3.2.1): which instances of a study can be retrieved here.
 *
 * @param aeTitle from which they can be retrieved
 * @param steps the performed procedure steps that are known of it
 */
record AvailabilityNotification(Oid study, String aeTitle, List<Oid> steps, List<StoredInstance> instances) {
    private static final String ONLINE = "ONLINE";

    AvailabilityNotification {
        steps = List.copyOf(steps);
        instances = List.copyOf(instances);
    }

    /** @param uid of the notification */
    NormalizedOperation create(Oid uid) {
        return NormalizedOperation.create(
                UID.InstanceAvailabilityNotification,
                uid.value(),
                new Attributes()
                        .setItems(
                                Tag.ReferencedPerformedProcedureStepSequence,
                                steps.stream()
                                        .map(AvailabilityNotification::step)
                                        .toList())
                        .setString(Tag.StudyInstanceUID, study.value())
                        .setItems(Tag.ReferencedSeriesSequence, series()));
    }

    private static Attributes step(Oid uid) {
        return new Attributes()
                .setString(Tag.ReferencedSOPClassUID, UID.ModalityPerformedProcedureStep)
                .setString(Tag.ReferencedSOPInstanceUID, uid.value())
                .setItems(Tag.PerformedWorkitemCodeSequence, List.of());
    }

    private List<Attributes> series() {
        Map<Oid, List<Attributes>> bySeries = new LinkedHashMap<>();
        for (StoredInstance instance : instances) {
            bySeries.computeIfAbsent(instance.uids().series(), any -> new ArrayList<>())
                    .add(new Attributes()
                            .setString(Tag.RetrieveAETitle, aeTitle)
                            .setString(Tag.InstanceAvailability, ONLINE)
                            .setString(
                                    Tag.ReferencedSOPClassUID,
                                    instance.sopClassUID().value())
                            .setString(
                                    Tag.ReferencedSOPInstanceUID,
                                    instance.uids().sopInstance().value()));
        }
        List<Attributes> items = new ArrayList<>();
        bySeries.forEach((uid, references) -> items.add(new Attributes()
                .setItems(Tag.ReferencedSOPSequence, references)
                .setString(Tag.SeriesInstanceUID, uid.value())));
        return items;
    }
}
