package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.InstanceIndex.Admission.Admitted;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.Occupied;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.OtherPatient;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import dev.xdsi.imaging.metadata.MetadataJson;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The index that forgets with the process. */
public final class InMemoryInstanceIndex implements InstanceIndex {
    private final Map<Oid, NewInstance> instances = new LinkedHashMap<>();
    private final Map<Oid, PatientKey> patients = new HashMap<>();
    private final Set<Rejected> rejected = new HashSet<>();
    private final Set<Rejected> expired = new HashSet<>();
    private final Set<Oid> gone = new HashSet<>();

    /** @param patient whom the note is about */
    private record Rejected(Oid sopInstanceUID, PatientKey patient) {}

    /** Told of each instance before it exists. */
    Consumer<NewInstance> entering = added -> {};

    @Override
    public synchronized Admission admit(NewInstance added, Arrival arrival, Runnable first) {
        InstanceUids uids = added.instance().uids();
        NewInstance before = instances.get(uids.sopInstance());
        if (before != null) {
            return new Occupied(before.instance());
        }
        PatientKey patient = patients.getOrDefault(uids.study(), added.patient());
        if (!patient.agreesWith(added.patient())) {
            return new OtherPatient(patient);
        }
        first.run();
        entering.accept(added);
        patients.put(uids.study(), patient.with(added.patient()));
        instances.put(uids.sopInstance(), added);
        if (!arrival.reentered()) {
            cameAgain(uids.sopInstance(), arrival.at());
        }
        Set<Rejected> notes = added.rejection().expired() ? expired : rejected;
        added.rejection().instances().forEach(uid -> notes.add(new Rejected(uid, patient)));
        return new Admitted();
    }

    @Override
    public synchronized Optional<StoredInstance> find(Oid sopInstanceUID) {
        return Optional.ofNullable(instances.get(sopInstanceUID))
                .map(NewInstance::instance)
                .filter(this::isShown);
    }

    private boolean isShown(StoredInstance instance) {
        Oid uid = instance.uids().sopInstance();
        return instance.role() != InstanceRole.REJECTION_NOTE
                && !gone.contains(uid)
                && Stream.concat(rejected.stream(), expired.stream())
                        .noneMatch(one -> one.sopInstanceUID().equals(uid)
                                && one.patient().agreesWith(patientOf(uid)));
    }

    private PatientKey patientOf(Oid sopInstanceUID) {
        Oid study = Objects.requireNonNull(instances.get(sopInstanceUID))
                .instance()
                .uids()
                .study();
        return Objects.requireNonNull(patients.get(study));
    }

    @Override
    public synchronized List<StoredInstance> instances(StudyPart part) {
        return kept(part).stream().filter(this::isShown).toList();
    }

    @Override
    public synchronized List<StoredInstance> kept(StudyPart part) {
        return instances.values().stream()
                .map(NewInstance::instance)
                .filter(instance -> part.contains(instance.uids()))
                .toList();
    }

    @Override
    public synchronized List<StoredInstance> kept(Set<Oid> sopInstanceUIDs) {
        return instances.values().stream()
                .map(NewInstance::instance)
                .filter(instance -> sopInstanceUIDs.contains(instance.uids().sopInstance()))
                .toList();
    }

    @Override
    public int metadata(List<InstanceUids> wanted, MetadataReader reader) throws IOException {
        int count = 0;
        for (InstanceUids uids : wanted) {
            Optional<StoredInstance> shown = find(uids.sopInstance());
            if (shown.isPresent()) {
                reader.read(metadata(shown.get()));
                count++;
            }
        }
        return count;
    }

    @Override
    public int keptMetadata(List<InstanceUids> wanted, MetadataReader reader) throws IOException {
        int count = 0;
        for (InstanceUids uids : wanted) {
            for (StoredInstance instance : kept(Set.of(uids.sopInstance()))) {
                reader.read(metadata(instance));
                count++;
            }
        }
        return count;
    }

    private synchronized InstanceMetadata metadata(StoredInstance instance) {
        MetadataJson json = Objects.requireNonNull(instances.get(instance.uids().sopInstance()))
                .metadata();
        return json.compressed(json.vocabulary());
    }

    @Override
    public synchronized FrameTable frames(Oid sopInstanceUID) {
        NewInstance known = instances.get(sopInstanceUID);
        return known == null ? FrameTable.NONE : known.frames();
    }

    /** None: there is nothing from before. */
    @Override
    public List<StoredInstance> undescribed(int most) {
        return List.of();
    }

    @Override
    public synchronized void describe(Oid sopInstanceUID, @Nullable MetadataJson metadata, FrameTable frames) {
        instances.computeIfPresent(
                sopInstanceUID,
                (uid, known) -> new NewInstance(
                        known.instance(),
                        known.patient(),
                        known.rejection(),
                        metadata == null ? known.metadata() : metadata,
                        frames));
    }

    @Override
    public synchronized boolean renew(NewInstance now, StoredFile before, Instant at) {
        NewInstance known = instances.get(now.instance().uids().sopInstance());
        boolean renewed = known != null && known.instance().file().equals(before);
        if (renewed) {
            instances.put(now.instance().uids().sopInstance(), now);
            gone.remove(now.instance().uids().sopInstance());
        }
        return renewed;
    }

    @Override
    public synchronized Borrowed borrowed(Oid study) {
        Set<Oid> there = new HashSet<>();
        kept(StudyPart.study(study)).stream()
                .filter(instance -> instance.file().origin() == Origin.PACS)
                .forEach(instance -> there.add(instance.uids().sopInstance()));
        Set<Oid> hidden = new HashSet<>(there);
        hidden.retainAll(gone);
        there.removeAll(gone);
        return new Borrowed(there, hidden);
    }

    @Override
    public synchronized int follow(Oid study, Set<Oid> there, Instant at) {
        Borrowed before = borrowed(study);
        int changed = 0;
        for (Oid uid : before.there()) {
            changed += !there.contains(uid) && gone.add(uid) ? 1 : 0;
        }
        for (Oid uid : before.gone()) {
            changed += there.contains(uid) && gone.remove(uid) ? 1 : 0;
        }
        return changed;
    }

    @Override
    public synchronized Optional<PatientKey> patient(Oid studyInstanceUID) {
        return Optional.ofNullable(patients.get(studyInstanceUID));
    }

    @Override
    public synchronized void cameAgain(Oid sopInstanceUID, Instant at) {
        expired.removeIf(one -> one.sopInstanceUID().equals(sopInstanceUID));
    }

    @Override
    public synchronized boolean isReferenced(String fileName) {
        return instances.values().stream()
                .anyMatch(instance -> instance.instance().file().name().equals(fileName));
    }
}
