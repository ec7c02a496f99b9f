package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.imaging.archive.InstanceIndex.Admission;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.Admitted;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.Occupied;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.OtherPatient;
import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import dev.xdsi.imaging.metadata.MetadataJson;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link InstanceIndex} must do. */
interface InstanceIndexContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    PatientKey MARY = new PatientKey("4711", "");
    Oid STUDY = new Oid("1.2.3");
    Oid SERIES = new Oid("1.2.3.1");
    Oid OTHER_SERIES = new Oid("1.2.3.2");
    Oid CT = new Oid("1.2.840.10008.5.1.4.1.1.2");
    Oid EXPLICIT = new Oid("1.2.840.10008.1.2.1");

    InstanceIndex index();

    @Test
    default void whatWasAdmittedIsFoundAsItWas() {
        InstanceIndex index = index();
        NewInstance first = instance(STUDY, SERIES, "1.2.3.1.1");
        NewInstance second = instance(STUDY, OTHER_SERIES, "1.2.3.2.1");

        assertThat(index.admit(first, NOON)).isInstanceOf(Admitted.class);
        assertThat(index.admit(second, NOON)).isInstanceOf(Admitted.class);

        assertThat(index.find(new Oid("1.2.3.1.1"))).contains(first.instance());
        assertThat(index.instances(StudyPart.study(STUDY))).containsExactly(first.instance(), second.instance());
        assertThat(index.instances(StudyPart.series(STUDY, OTHER_SERIES))).containsExactly(second.instance());
        assertThat(index.instances(StudyPart.instance(first.instance().uids()))).containsExactly(first.instance());
        assertThat(index.isReferenced(first.instance().file().name())).isTrue();
    }

    @Test
    default void whatComesFirstComesBeforeTheInstance() {
        InstanceIndex index = index();
        NewInstance added = instance(STUDY, SERIES, "1.2.3.1.1");
        List<Optional<StoredInstance>> before = new ArrayList<>();

        assertThat(index.admit(added, Arrival.sent(NOON), () -> before.add(index.find(new Oid("1.2.3.1.1")))))
                .isInstanceOf(Admitted.class);

        assertThat(before).containsExactly(Optional.empty());
        assertThat(index.find(new Oid("1.2.3.1.1"))).contains(added.instance());
    }

    @Test
    default void whereThatFailsNothingIsEntered() {
        InstanceIndex index = index();
        NewInstance added = instance(STUDY, SERIES, "1.2.3.1.1");

        assertThatThrownBy(() -> index.admit(added, Arrival.sent(NOON), () -> {
                    throw new UncheckedIOException(new IOException("the disk is full"));
                }))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(index.find(new Oid("1.2.3.1.1"))).isEmpty();
        assertThat(index.patient(STUDY)).isEmpty();
        assertThat(index.admit(added, NOON)).isInstanceOf(Admitted.class);
    }

    @Test
    default void whereFramesLieIsRemembered() {
        InstanceIndex index = index();
        NewInstance plain = instance(STUDY, SERIES, "1.2.3.1.1");
        FrameTable frames = new FrameTable(new byte[] {1, 2, 3});
        index.admit(new NewInstance(plain.instance(), MARY, plain.rejection(), plain.metadata(), frames), NOON);

        assertThat(index.frames(new Oid("1.2.3.1.1")).encoded()).containsExactly(1, 2, 3);
        assertThat(index.frames(new Oid("1.9")).encoded()).isEmpty();
        assertThat(index.undescribed(10)).isEmpty();

        index.describe(
                new Oid("1.2.3.1.1"),
                metadata("{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.7\"]}}"),
                new FrameTable(new byte[] {4}));
        assertThat(index.frames(new Oid("1.2.3.1.1")).encoded()).containsExactly(4);
        index.describe(new Oid("1.2.3.1.1"), null, new FrameTable(new byte[] {5}));
        assertThat(index.frames(new Oid("1.2.3.1.1")).encoded()).containsExactly(5);
        List<String> kept = new ArrayList<>();
        assertThatCode(() ->
                        index.metadata(each(index.kept(StudyPart.study(STUDY))), metadata -> kept.add(text(metadata))))
                .doesNotThrowAnyException();
        assertThat(kept).containsExactly("1.7");
    }

    @Test
    default void whatIsNotThereIsNotFound() {
        InstanceIndex index = index();
        NewInstance known = instance(STUDY, SERIES, "1.2.3.1.1");
        index.admit(known, NOON);

        assertThat(index.find(new Oid("1.9"))).isEmpty();
        assertThat(index.instances(StudyPart.study(new Oid("1.9")))).isEmpty();
        assertThat(index.instances(new StudyPart(STUDY, OTHER_SERIES, new Oid("1.2.3.1.1"))))
                .as("the right instance asked for in the wrong series")
                .isEmpty();
        assertThat(index.isReferenced(file("1.9").name())).isFalse();
    }

    /** So that of two who replace it at once one does. */
    @Test
    default void anInstanceIsRenewedInThePlaceOfTheFileThatItHas() {
        InstanceIndex index = index();
        NewInstance first = instance(STUDY, SERIES, "1.2.3.1.1");
        NewInstance second = instance(STUDY, SERIES, "1.2.3.1.1");
        NewInstance third = instance(STUDY, SERIES, "1.2.3.1.1");
        index.admit(first, NOON);

        assertThat(index.renew(second, first.instance().file(), NOON)).isTrue();
        assertThat(index.renew(third, first.instance().file(), NOON)).isFalse();

        assertThat(index.kept(StudyPart.study(STUDY))).containsExactly(second.instance());
        assertThat(index.isReferenced(first.instance().file().name())).isFalse();
    }

    @Test
    default void whatAPacsHasNoMoreIsHiddenUntilItHasItAgainOrSomebodyStoresItHere() {
        InstanceIndex index = index();
        NewInstance stays = ofPacs(instance(STUDY, SERIES, "1.2.3.1.1"));
        NewInstance goes = ofPacs(instance(STUDY, SERIES, "1.2.3.1.2"));
        NewInstance own = instance(STUDY, SERIES, "1.2.3.1.3");
        List.of(stays, goes, own).forEach(one -> index.admit(one, NOON));
        Set<Oid> both = Set.of(new Oid("1.2.3.1.1"), new Oid("1.2.3.1.2"));
        Set<Oid> one = Set.of(new Oid("1.2.3.1.1"));

        assertThat(index.borrowed(STUDY)).isEqualTo(new Borrowed(both, Set.of()));
        assertThat(index.follow(STUDY, both, NOON)).isZero();
        assertThat(index.follow(STUDY, one, NOON)).isEqualTo(1);
        assertThat(index.borrowed(STUDY)).isEqualTo(new Borrowed(one, Set.of(new Oid("1.2.3.1.2"))));
        assertThat(index.find(new Oid("1.2.3.1.2"))).isEmpty();
        assertThat(index.instances(StudyPart.study(STUDY))).containsExactly(stays.instance(), own.instance());
        assertThat(index.kept(StudyPart.study(STUDY))).hasSize(3);

        assertThat(index.follow(STUDY, both, NOON)).isEqualTo(1);
        assertThat(index.instances(StudyPart.study(STUDY))).hasSize(3);

        index.follow(STUDY, one, NOON);
        NewInstance stored = instance(STUDY, SERIES, "1.2.3.1.2");
        assertThat(index.renew(stored, goes.instance().file(), NOON)).isTrue();
        assertThat(index.find(new Oid("1.2.3.1.2"))).contains(stored.instance());
        assertThat(index.borrowed(STUDY)).isEqualTo(new Borrowed(one, Set.of()));
    }

    @Test
    default void aSopInstanceUidIsTakenOnce() {
        InstanceIndex index = index();
        NewInstance first = instance(STUDY, SERIES, "1.2.3.1.1");
        index.admit(first, NOON);

        assertThat(index.admit(instance(STUDY, SERIES, "1.2.3.1.1"), NOON)).isEqualTo(new Occupied(first.instance()));
        assertThat(index.admit(instance(new Oid("1.2.9"), SERIES, "1.2.3.1.1"), NOON))
                .as("also from within another study")
                .isEqualTo(new Occupied(first.instance()));
        assertThat(index.instances(StudyPart.study(STUDY))).containsExactly(first.instance());
    }

    @Test
    default void aStudyHasOnePatient() {
        InstanceIndex index = index();
        index.admit(instance(STUDY, SERIES, "1.2.3.1.1"), NOON);

        assertThat(index.admit(of(new PatientKey("4712", ""), instance(STUDY, SERIES, "1.2.3.1.2")), NOON))
                .isEqualTo(new OtherPatient(MARY));
        assertThat(index.admit(of(new PatientKey("4711", "KIS"), instance(STUDY, SERIES, "1.2.3.1.3")), NOON))
                .as("an issuer that others leave out is no contradiction")
                .isInstanceOf(Admitted.class);
        PatientKey issued = new PatientKey("4711", "KIS");
        assertThat(index.admit(of(new PatientKey("4711", "ELSEWHERE"), instance(STUDY, SERIES, "1.2.3.1.4")), NOON))
                .as("another issuer is, although the first image named none")
                .isEqualTo(new OtherPatient(issued));
        assertThat(index.find(new Oid("1.2.3.1.2"))).isEmpty();
        assertThat(index.patient(STUDY)).contains(issued);
        assertThat(index.patient(new Oid("1.9"))).isEmpty();
    }

    @Test
    default void anIssuerIsNamedByOneDeviceAndGivenByItsOidByAnother() {
        InstanceIndex index = index();
        PatientKey oid = new PatientKey("4711", "1.2.3.4");
        index.admit(of(oid, instance(STUDY, SERIES, "1.2.3.1.1")), NOON);

        assertThat(index.admit(of(new PatientKey("4711", "KIS"), instance(STUDY, SERIES, "1.2.3.1.2")), NOON))
                .isInstanceOf(Admitted.class);
        assertThat(index.admit(of(new PatientKey("4711", "1.2.3.5"), instance(STUDY, SERIES, "1.2.3.1.3")), NOON))
                .isEqualTo(new OtherPatient(oid));
        List<Oid> rejects = List.of(new Oid("1.2.3.1.1"));
        index.admit(
                of(
                        new PatientKey("4711", "1.2.3.5"),
                        note(
                                instance(new Oid("1.2.5"), new Oid("1.2.5.1"), "1.2.5.1.1"),
                                new Rejection(rejects, false))),
                NOON);
        assertThat(uids(index.instances(StudyPart.study(STUDY)))).containsExactly("1.2.3.1.1", "1.2.3.1.2");
        index.admit(
                of(
                        new PatientKey("4711", "KIS"),
                        note(
                                instance(new Oid("1.2.4"), new Oid("1.2.4.1"), "1.2.4.1.1"),
                                new Rejection(rejects, false))),
                NOON);
        assertThat(uids(index.instances(StudyPart.study(STUDY)))).containsExactly("1.2.3.1.2");
    }

    @Test
    default void aRefusedInstanceDoesNotClaimItsStudyForItsPatient() {
        InstanceIndex index = index();
        index.admit(instance(STUDY, SERIES, "1.2.3.1.1"), NOON);
        Oid fresh = new Oid("1.2.9");
        index.admit(of(new PatientKey("4712", ""), instance(fresh, SERIES, "1.2.3.1.1")), NOON);

        assertThat(index.admit(instance(fresh, SERIES, "1.2.9.1"), NOON)).isInstanceOf(Admitted.class);
    }

    @Test
    default void metadataComesBackInOrder() throws IOException {
        InstanceIndex index = index();
        for (int i = 1; i <= 450; i++) {
            index.admit(instance(STUDY, i % 2 == 0 ? SERIES : OTHER_SERIES, "1.2.3.1." + i), NOON);
        }
        List<String> read = new ArrayList<>();

        int count =
                index.metadata(each(index.kept(StudyPart.series(STUDY, SERIES))), metadata -> read.add(text(metadata)));

        assertThat(count).isEqualTo(225);
        assertThat(read).hasSize(225).startsWith("1.2.3.1.2", "1.2.3.1.4").endsWith("1.2.3.1.450");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400})
    default void metadataOfALargeStudyAreReadOnceEach(int instances) throws IOException {
        InstanceIndex index = index();
        List<String> admitted = IntStream.range(0, instances)
                .mapToObj(number -> "1.9." + number)
                .toList();
        admitted.forEach(uid -> index.admit(instance(STUDY, uid.endsWith("7") ? OTHER_SERIES : SERIES, uid), NOON));
        List<String> read = new ArrayList<>();

        int count = index.metadata(each(index.kept(StudyPart.study(STUDY))), metadata -> read.add(text(metadata)));

        assertThat(count).isEqualTo(instances);
        assertThat(read).isEqualTo(admitted);
    }

    @Test
    default void rejectedInstancesAndTheirNotesAreKeptAndNotShown() throws IOException {
        InstanceIndex index = index();
        List<Oid> rejects = List.of(new Oid("1.2.3.1.1"), new Oid("1.2.3.1.2"), new Oid("1.2.3.1.9"));
        index.admit(instance(STUDY, SERIES, "1.2.3.1.1"), NOON);
        index.admit(note("1.2.3.2.1", new Rejection(rejects, false)), NOON);
        index.admit(instance(STUDY, SERIES, "1.2.3.1.2"), NOON);
        NewInstance shown = instance(STUDY, SERIES, "1.2.3.1.3");
        index.admit(shown, NOON);

        List<String> read = new ArrayList<>();
        assertThat(index.metadata(each(index.kept(StudyPart.study(STUDY))), metadata -> read.add(text(metadata))))
                .isEqualTo(1);
        assertThat(read).containsExactly("1.2.3.1.3");
        assertThat(index.instances(StudyPart.study(STUDY))).containsExactly(shown.instance());
        assertThat(index.instances(StudyPart.series(STUDY, OTHER_SERIES))).isEmpty();
        assertThat(index.find(new Oid("1.2.3.1.1"))).isEmpty();
        assertThat(index.find(new Oid("1.2.3.1.2"))).isEmpty();
        assertThat(index.find(new Oid("1.2.3.2.1"))).isEmpty();
        assertThat(kept(index)).containsExactly("1.2.3.1.1", "1.2.3.2.1", "1.2.3.1.2", "1.2.3.1.3");
    }

    /** Whether it comes before what it names or after it. */
    @Test
    default void aNoteAboutAnotherPatientRejectsNothing() {
        InstanceIndex index = index();
        List<Oid> rejects = List.of(new Oid("1.2.3.1.1"), new Oid("1.2.3.1.2"));
        Oid elsewhere = new Oid("1.2.4");
        index.admit(instance(STUDY, SERIES, "1.2.3.1.1"), NOON);
        index.admit(
                of(
                        new PatientKey("4712", ""),
                        note(instance(elsewhere, new Oid("1.2.4.1"), "1.2.4.1.1"), new Rejection(rejects, false))),
                NOON);
        index.admit(instance(STUDY, SERIES, "1.2.3.1.2"), NOON);
        assertThat(uids(index.instances(StudyPart.study(STUDY)))).containsExactly("1.2.3.1.1", "1.2.3.1.2");

        index.admit(note("1.2.3.2.1", new Rejection(rejects, false)), NOON);
        assertThat(index.instances(StudyPart.study(STUDY))).isEmpty();
    }

    private static List<String> kept(InstanceIndex index) {
        return uids(index.kept(StudyPart.study(STUDY)));
    }

    private static List<String> uids(List<StoredInstance> instances) {
        return instances.stream()
                .map(instance -> instance.uids().sopInstance().value())
                .toList();
    }

    private static NewInstance note(String sopInstance, Rejection rejection) {
        return note(instance(STUDY, OTHER_SERIES, sopInstance), rejection);
    }

    private static NewInstance note(NewInstance plain, Rejection rejection) {
        StoredInstance kept = plain.instance();
        return new NewInstance(
                new StoredInstance(
                        kept.uids(),
                        new Oid("1.2.840.10008.5.1.4.1.1.88.59"),
                        EXPLICIT,
                        "KO",
                        InstanceRole.REJECTION_NOTE,
                        kept.file()),
                MARY,
                rejection,
                plain.metadata());
    }

    @Test
    default void whatWasRejectedForItsAgeAloneIsBackWhenItComesAgain() {
        InstanceIndex index = index();
        List<Oid> rejects = List.of(new Oid("1.2.3.1.1"), new Oid("1.2.3.1.2"), new Oid("1.2.3.1.3"));
        index.admit(instance(STUDY, SERIES, "1.2.3.1.1"), NOON);
        index.admit(instance(STUDY, SERIES, "1.2.3.1.2"), NOON);
        index.admit(note("1.2.3.2.1", new Rejection(rejects, true)), NOON);
        index.admit(instance(STUDY, SERIES, "1.2.3.1.3"), NOON);
        assertThat(uids(index.instances(StudyPart.study(STUDY))))
                .as("what comes after the note is new")
                .containsExactly("1.2.3.1.3");

        index.admit(note("1.2.3.2.2", new Rejection(rejects.subList(1, 2), false)), NOON);
        index.cameAgain(new Oid("1.2.3.1.1"), NOON);
        index.cameAgain(new Oid("1.2.3.1.2"), NOON);
        assertThat(uids(index.instances(StudyPart.study(STUDY)))).containsExactly("1.2.3.1.1", "1.2.3.1.3");
    }

    @Test
    default void whatIsEnteredAnewStaysRejectedForItsAgeWhicheverIsEnteredFirst() {
        InstanceIndex index = index();
        Arrival anew = new Arrival(NOON, true);
        List<Oid> rejects = List.of(new Oid("1.2.3.1.1"), new Oid("1.2.3.1.2"), new Oid("1.2.3.1.3"));
        index.admit(instance(STUDY, SERIES, "1.2.3.1.1"), anew, () -> {});
        index.admit(note("1.2.3.2.1", new Rejection(rejects, true)), anew, () -> {});
        index.admit(instance(STUDY, SERIES, "1.2.3.1.2"), anew, () -> {});
        index.admit(instance(STUDY, SERIES, "1.2.3.1.4"), anew, () -> {});
        index.admit(instance(STUDY, SERIES, "1.2.3.1.3"), NOON);
        assertThat(uids(index.instances(StudyPart.study(STUDY))))
                .as("what nobody rejected, and what was sent")
                .containsExactly("1.2.3.1.4", "1.2.3.1.3");

        index.cameAgain(new Oid("1.2.3.1.2"), NOON);
        assertThat(uids(index.instances(StudyPart.study(STUDY))))
                .containsExactly("1.2.3.1.2", "1.2.3.1.4", "1.2.3.1.3");
    }

    @Test
    default void instancesThatAreRejectedWhileTheyComeAreHidden() throws Exception {
        InstanceIndex index = index();
        List<Oid> rejects = IntStream.rangeClosed(1, 15)
                .mapToObj(i -> new Oid("1.2.4.1." + i))
                .toList();
        Oid elsewhere = new Oid("1.2.4");
        List<Admission> admissions = atOnce(
                16,
                i -> index.admit(
                        i == 16
                                ? note("1.2.3.2.1", new Rejection(rejects, false))
                                : instance(elsewhere, SERIES, "1.2.4.1." + i),
                        NOON));

        assertThat(admissions).allMatch(Admitted.class::isInstance);
        assertThat(index.instances(StudyPart.study(elsewhere))).isEmpty();
        assertThat(index.kept(StudyPart.study(elsewhere))).hasSize(15);
    }

    @Test
    default void manyAssociationsBringTheFirstObjectsOfAStudyAtOnce() throws Exception {
        InstanceIndex index = index();
        List<Admission> admissions = atOnce(16, i -> index.admit(instance(STUDY, SERIES, "1.2.3.1." + i), NOON));

        assertThat(admissions).allMatch(Admitted.class::isInstance);
        assertThat(index.instances(StudyPart.study(STUDY))).hasSize(16);
    }

    @Test
    default void oneInstanceBroughtByManyAtOnceIsAdmittedOnce() throws Exception {
        InstanceIndex index = index();
        List<Admission> admissions = atOnce(16, i -> index.admit(instance(STUDY, SERIES, "1.2.3.1.1"), NOON));
        List<Admission> elsewhere =
                atOnce(16, i -> index.admit(instance(new Oid("1.2.4." + i), SERIES, "1.2.4"), NOON));

        assertThat(admissions).filteredOn(Admitted.class::isInstance).hasSize(1);
        assertThat(elsewhere).filteredOn(Admitted.class::isInstance).hasSize(1);
    }

    private static <T> List<T> atOnce(int threads, Numbered<T> work) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 1; i <= threads; i++) {
                int number = i;
                tasks.add(() -> {
                    start.await();
                    return work.with(number);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> done : executor.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        }
    }

    /** Work of one of many threads. */
    @FunctionalInterface
    interface Numbered<T> {
        T with(int number);
    }

    static NewInstance instance(Oid study, Oid series, String sopInstance) {
        StoredInstance instance = new StoredInstance(
                new InstanceUids(study, series, new Oid(sopInstance)),
                CT,
                EXPLICIT,
                "CT",
                InstanceRole.CONTENT,
                file(sopInstance));
        return new NewInstance(
                instance,
                MARY,
                Rejection.NONE,
                metadata("{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"" + sopInstance + "\"]}}"));
    }

    private static NewInstance ofPacs(NewInstance own) {
        StoredInstance instance = own.instance();
        StoredFile file = instance.file();
        return new NewInstance(
                new StoredInstance(
                        instance.uids(),
                        instance.sopClassUID(),
                        instance.transferSyntaxUID(),
                        instance.modality(),
                        instance.role(),
                        new StoredFile(file.name(), file.length(), file.sha256(), Origin.PACS)),
                own.patient(),
                own.rejection(),
                own.metadata());
    }

    private static NewInstance of(PatientKey patient, NewInstance other) {
        return new NewInstance(other.instance(), patient, other.rejection(), other.metadata());
    }

    private static StoredFile file(String seed) {
        String digits = String.format("%064x", seed.hashCode() & 0xFFFFFFFFL);
        return new StoredFile(digits + "-" + UUID.randomUUID(), 1000, digits);
    }

    private static MetadataJson metadata(String json) {
        return new MetadataJson(json.getBytes(StandardCharsets.UTF_8));
    }

    static List<InstanceUids> each(List<StoredInstance> instances) {
        return instances.stream().map(StoredInstance::uids).toList();
    }

    static String text(InstanceMetadata metadata) throws IOException {
        String json = new String(metadata.open().readAllBytes(), StandardCharsets.UTF_8);
        return json.substring(json.indexOf('[') + 2, json.indexOf(']') - 1);
    }
}
