package dev.xdsi.registry.model;

import static dev.xdsi.model.AssociationType.APND;
import static dev.xdsi.model.AssociationType.HAS_MEMBER;
import static dev.xdsi.model.AssociationType.RPLC;
import static dev.xdsi.model.AssociationType.XFRM;
import static dev.xdsi.model.AssociationType.XFRM_RPLC;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.registry.model.Thing.Folder;
import dev.xdsi.registry.model.Thing.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a Document Registry holds and what becomes of it, as ITI TF-2: 3.42.4.1.3 tells it, for one who has all the time in the world. */
final class ModelRegistry {
    static final Set<AssociationType> REPLACING = Set.of(RPLC, XFRM_RPLC);
    private static final Set<AssociationType> BUILDING_ON = Set.of(APND, XFRM);

    private static final String MAKER = "m";

    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final ModelPatients patients;
    private final Map<String, Document> bytes = new HashMap<>();
    private final Map<String, Submission> accepted = new LinkedHashMap<>();
    private int made;

    ModelRegistry() {
        this(new ModelPatients());
    }

    private ModelRegistry(ModelPatients patients) {
        this.patients = patients;
    }

    /** Where something may be tried, with the same patients. */
    ModelRegistry copy() {
        ModelRegistry copy = new ModelRegistry(patients);
        copy.become(this);
        return copy;
    }

    void become(ModelRegistry other) {
        things.clear();
        things.putAll(other.things);
        bytes.clear();
        bytes.putAll(other.bytes);
        accepted.putAll(other.accepted);
        made = other.made;
    }

    ModelPatients patients() {
        return patients;
    }

    Collection<Thing> things() {
        return things.values();
    }

    Optional<Thing> named(String name) {
        return Optional.ofNullable(things.get(name));
    }

    /** All of a submission is registered, or nothing and all that is wrong with it is told. */
    Set<ErrorCode> submit(Submission submission, int now) {
        Set<ErrorCode> faults = new SubmissionFaults(this, submission).all();
        if (isThereAlready(submission)) {
            return Set.of();
        }
        if (faults.isEmpty()) {
            accepted.put(submission.set().name(), submission);
            List<Thing> before = List.copyOf(things.values());
            submission.all().forEach(thing -> put(thing.isFolder() ? changed(thing, now) : thing));
            links(submission.others(), link -> link.type() == HAS_MEMBER).forEach(link -> change(link.source(), now));
            links(submission.others(), link -> REPLACING.contains(link.type()))
                    .forEach(link -> replace(link.target(), link.source(), submission, before, now));
        }
        return faults;
    }

    /** Word for word what was accepted before, of which nothing with a uniqueId was removed, by a patient who is still himself. */
    private boolean isThereAlready(Submission submission) {
        return submission.equals(accepted.get(submission.set().name()))
                && patients.isKnown(submission.set().patient())
                && named(submission.set().name()).isPresent()
                && submission.all().stream()
                        .map(Thing::uniqueId)
                        .allMatch(uniqueId -> uniqueId == null
                                || things().stream().anyMatch(thing -> uniqueId.equals(thing.uniqueId())));
    }

    /** What was accepted, for a known patient, and either is there as it was or is Approved as far as it is. */
    List<Submission> accepted() {
        return accepted.values().stream()
                .filter(submission -> patients.isKnown(submission.set().patient()))
                .filter(submission -> isThereAlready(submission) || isApproved(submission))
                .toList();
    }

    boolean isApproved(Submission submission) {
        return submission.all().stream()
                .flatMap(thing -> named(thing.name()).stream())
                .allMatch(Thing::approved);
    }

    /** The replaced one is Deprecated and what builds on it too; the replacement is in all its Approved folders. */
    void replace(String replaced, String by, Submission submission, List<Thing> before, int now) {
        deprecate(replaced, submission, before);
        for (Thing folder : before) {
            if (folder.isFolder()
                    && folder.approved()
                    && isSamePatient(folder, submission)
                    && isMember(replaced, folder.name(), before)) {
                if (!isMember(by, folder.name(), things.values())) {
                    String set = submission.set().name();
                    String patient = submission.set().patient();
                    Thing place = Thing.link(maker(), patient, HAS_MEMBER, folder.name(), by);
                    put(place);
                    put(Thing.link(maker(), patient, HAS_MEMBER, set, place.name()));
                }
                change(folder.name(), now);
            }
        }
    }

    private void deprecate(String document, Submission submission, List<Thing> before) {
        put(thing(document).deprecated());
        links(before, link -> BUILDING_ON.contains(link.type()) && link.target().equals(document))
                .map(Link::source)
                .filter(source -> thing(source).approved() && isSamePatient(thing(source), submission))
                .forEach(source -> deprecate(source, submission, before));
    }

    /** What would be Deprecated with a document. */
    Set<String> buildingOn(String document, Submission submission) {
        Set<String> all = new HashSet<>();
        Set<String> reached = new HashSet<>(Set.of(document));
        for (int size = 0; size < reached.size(); ) {
            size = reached.size();
            links(things.values(), link -> BUILDING_ON.contains(link.type()) && reached.contains(link.target()))
                    .map(Link::source)
                    .filter(source -> thing(source).approved()
                            && patients.survivor(thing(source).patient())
                                    .equals(submission.set().patient()))
                    .forEach(all::add);
            reached.addAll(all);
        }
        return all;
    }

    /** Where a merge was undone, something may be left between two patients, and what is of one does not change for the other. */
    private boolean isSamePatient(Thing thing, Submission submission) {
        return patients.survivor(thing.patient())
                .equals(patients.survivor(submission.set().patient()));
    }

    private static boolean isMember(String member, String container, Collection<Thing> among) {
        return links(among, link -> link.type() == HAS_MEMBER)
                .anyMatch(
                        link -> link.source().equals(container) && link.target().equals(member));
    }

    /** A folder's content is not what it was. */
    void change(String name, int now) {
        Thing thing = thing(name);
        if (thing.isFolder()) {
            put(changed(thing, now));
        }
    }

    static Thing changed(Thing thing, int now) {
        return thing.content() instanceof Folder folder ? thing.with(new Folder(folder.uniqueId(), now)) : thing;
    }

    void put(Thing thing) {
        things.put(thing.name(), thing);
        if (thing.content() instanceof Document document && document.tells()) {
            bytes.putIfAbsent(document.uniqueId(), document);
        }
    }

    /** The first document of the uniqueId that said which bytes it is says so for all, as long as there is any. */
    Set<ErrorCode> otherBytes(Document told) {
        Set<ErrorCode> faults = EnumSet.noneOf(ErrorCode.class);
        Document known = bytes.get(told.uniqueId());
        if (known != null && told.tells()) {
            if (known.hash() != told.hash()) {
                faults.add(ErrorCode.XDSNonIdenticalHash);
            }
            if (known.size() != told.size()) {
                faults.add(ErrorCode.XDSNonIdenticalSize);
            }
        }
        return faults;
    }

    Thing thing(String name) {
        return named(name).orElseThrow();
    }

    /** A name for who makes an Association: the registry, once more. */
    String maker() {
        return MAKER + ++made;
    }

    /** Whether its sender made it, and so knows its id. */
    static boolean isSent(Thing thing) {
        return !thing.name().startsWith(MAKER);
    }

    void remove(Set<String> names) {
        things.keySet().removeAll(names);
        bytes.keySet()
                .removeIf(uniqueId -> things.values().stream().noneMatch(thing -> uniqueId.equals(thing.uniqueId())));
    }

    /** Of those that hold still. */
    private static Stream<Link> links(Collection<Thing> among, Predicate<Link> which) {
        List<Link> links = new ArrayList<>();
        for (Thing thing : among) {
            Link link = thing.link();
            if (link != null && thing.approved() && which.test(link)) {
                links.add(link);
            }
        }
        return links.stream();
    }
}
