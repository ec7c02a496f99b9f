package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.registry.store.Criterion.AssociationTypeIn;
import dev.xdsi.registry.store.Criterion.AuthorPersonLike;
import dev.xdsi.registry.store.Criterion.CodeAttribute;
import dev.xdsi.registry.store.Criterion.CodeIn;
import dev.xdsi.registry.store.Criterion.CodeListIn;
import dev.xdsi.registry.store.Criterion.ContentTypeCodeIn;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.LastUpdateTimeIn;
import dev.xdsi.registry.store.Criterion.LogicalIdIn;
import dev.xdsi.registry.store.Criterion.ObjectTypeIn;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Criterion.ReferenceIdLike;
import dev.xdsi.registry.store.Criterion.SourceIdIn;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.Criterion.SubmissionTimeIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import dev.xdsi.registry.store.Criterion.TimeAttribute;
import dev.xdsi.registry.store.Criterion.TimeIn;
import dev.xdsi.registry.store.Criterion.UniqueIdIn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link RegistryStore} must do. */
public interface RegistryStoreContract {
    Code CHEST = Code.of("51185008", "SCT", "Chest");
    Code HEAD = Code.of("69536005", "SCT", "Head");
    Code CT = Code.of("CT", "1.2.840.10008.2.16.4", "Computed Tomography");
    int MANY = 1000;

    /** A store with nothing in it. */
    RegistryStore store();

    private List<EntryUuid> entries(RegistryStore store, Criterion.OfDocumentEntry... allOf) {
        return store.documentEntries(List.of(allOf), MANY).stream()
                .map(RegisteredEntry::entryUUID)
                .toList();
    }

    private List<EntryUuid> sets(RegistryStore store, Criterion.OfSubmissionSet... allOf) {
        return uuids(store.submissionSets(List.of(allOf), MANY));
    }

    private List<EntryUuid> folders(RegistryStore store, Criterion.OfFolder... allOf) {
        return uuids(store.folders(List.of(allOf), MANY));
    }

    private List<EntryUuid> associations(RegistryStore store, Criterion.OfAssociation... allOf) {
        return uuids(store.associations(List.of(allOf), MANY).stream()
                .map(RegisteredAssociation::object)
                .toList());
    }

    private static List<EntryUuid> uuids(List<RegisteredObject> found) {
        return found.stream().map(RegisteredObject::entryUUID).toList();
    }

    @Test
    default void returnsWhatWasWrittenAndWhoseItIs() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"));

        assertThat(store.documentEntries(List.of(new EntryUuidIn(Set.of(uuid("a")))), MANY))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.object())
                            .isEqualTo(new RegisteredObject(
                                    uuid("a"),
                                    MARY,
                                    AvailabilityStatus.APPROVED,
                                    "written " + uuid("a").value()));
                    assertThat(bare(found.resource())).isEqualTo(bare(Resource.of(manifest("a"))));
                });
    }

    /** Codes are compared by their value; what they are called is in the text. */
    private static Resource bare(Resource resource) {
        return new Resource(
                resource.patientId(),
                resource.documentUniqueId(),
                bare(Objects.requireNonNull(resource.classCode())),
                bare(Objects.requireNonNull(resource.typeCode())),
                resource.confidentialityCodes().stream()
                        .map(RegistryStoreContract::bare)
                        .collect(Collectors.toSet()));
    }

    private static Code bare(Code code) {
        return new Code(code.code(), code.codingScheme(), null);
    }

    @Test
    default void keepsTextsOfAnyLengthAndScript() {
        RegistryStore store = store();
        String written = "<x title=\"日本語 äéß 𝄞 \\ ' ''\"/>".repeat(10_000);
        Registered.change(store, Change.adding(List.of(new NewObject(manifest("a"), MARY, written))));

        assertThat(store.documentEntries(List.of(), MANY))
                .singleElement()
                .extracting(found -> found.object().written())
                .isEqualTo(written);
    }

    @Test
    default void returnsNoMoreThanAskedFor() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), manifest("b"), manifest("c"));

        assertThat(store.documentEntries(List.of(PatientIn.only(MARY)), 2)).hasSize(2);
    }

    @Test
    default void keepsPatientsApart() {
        RegistryStore store = store();
        DocumentEntry johns = manifest("b").toBuilder().patientId(JOHN).build();
        Registered.in(store, manifest("a"), johns);

        assertThat(entries(store, PatientIn.only(MARY))).containsExactly(uuid("a"));
        assertThat(entries(store, PatientIn.only(JOHN))).containsExactly(uuid("b"));
    }

    @Test
    default void findsOfSeveralPatientsAtOnce() {
        RegistryStore store = store();
        DocumentEntry johns = manifest("b").toBuilder().patientId(JOHN).build();
        Registered.in(store, manifest("a"), johns);

        assertThat(entries(store, new PatientIn(Set.of(MARY, JOHN)))).hasSize(2);
        assertThat(entries(store, new PatientIn(Set.of()))).isEmpty();
    }

    @Test
    default void findsAllVersionsOfALogicalObject() {
        RegistryStore store = store();
        Registered.in(
                store,
                manifest("a"),
                manifest("b").toBuilder().logicalID(uuid("a")).version(2).build(),
                manifest("c"));

        assertThat(entries(store, new LogicalIdIn(Set.of(uuid("a"))))).containsExactlyInAnyOrder(uuid("a"), uuid("b"));
    }

    /** Whether or not a store gave the texts of a long answer at once. */
    @Test
    default void longAnswersHaveTheirTextsToo() {
        RegistryStore store = store();
        int all = 2 * StoreQuestions.TEXTS_AT_ONCE + 1;
        Registered.in(
                store, IntStream.range(0, all).mapToObj(i -> manifest("m" + i)).toArray(DocumentEntry[]::new));

        List<RegisteredObject> found = store.documentEntries(List.of(PatientIn.only(MARY)), MANY).stream()
                .map(RegisteredEntry::object)
                .toList();

        assertThat(new Texts(store, found).stream())
                .hasSize(all)
                .allSatisfy(object -> assertThat(object.written())
                        .isEqualTo("written " + object.entryUUID().value()));
    }

    @Test
    default void keepsKindsApart() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), submissionSet("s"), folder("f"), member("m", uuid("s"), uuid("a")));

        assertThat(entries(store, PatientIn.only(MARY))).containsExactly(uuid("a"));
        assertThat(sets(store, PatientIn.only(MARY))).containsExactly(uuid("s"));
        assertThat(folders(store, PatientIn.only(MARY))).containsExactly(uuid("f"));
        assertThat(associations(store, PatientIn.only(MARY))).containsExactly(uuid("m"));
    }

    @Test
    default void findsByUniqueId() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), manifest("b"), submissionSet("s"), folder("f"));

        assertThat(entries(store, new UniqueIdIn(Set.of(manifest("a").uniqueId(), "1.2.3.404"))))
                .containsExactly(uuid("a"));
        assertThat(sets(
                        store,
                        new UniqueIdIn(Set.of(submissionSet("s").uniqueId().value()))))
                .containsExactly(uuid("s"));
        assertThat(folders(store, new UniqueIdIn(Set.of(folder("f").uniqueId().value()))))
                .containsExactly(uuid("f"));
    }

    @Test
    default void anEmptySetOfAlternativesMatchesNothing() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"));

        assertThat(entries(store, new EntryUuidIn(Set.of()))).isEmpty();
        assertThat(entries(store, new AuthorPersonLike(Set.of()))).isEmpty();
    }

    @Test
    default void valuesOfOneCriterionAreAlternativesAndSeveralCriteriaAreAllRequired() {
        RegistryStore store = store();
        Registered.in(
                store,
                manifest("a").toBuilder().eventCodeList(List.of(CT, CHEST)).build(),
                manifest("b").toBuilder().eventCodeList(List.of(CT, HEAD)).build(),
                manifest("c").toBuilder().eventCodeList(List.of(CT)).build());

        var ct = new CodeIn(CodeAttribute.EVENT_CODE_LIST, Set.of(CT));
        var chest = new CodeIn(CodeAttribute.EVENT_CODE_LIST, Set.of(CHEST));
        var chestOrHead = new CodeIn(CodeAttribute.EVENT_CODE_LIST, Set.of(CHEST, HEAD));

        assertThat(entries(store, ct, chest)).containsExactly(uuid("a"));
        assertThat(entries(store, ct, chestOrHead)).containsExactlyInAnyOrder(uuid("a"), uuid("b"));
        assertThat(entries(store, ct)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(CodeAttribute.class)
    default void findsByEveryCodedAttribute(CodeAttribute attribute) {
        RegistryStore store = store();
        Registered.in(store, coded(manifest("a"), attribute, CHEST), coded(manifest("b"), attribute, HEAD));

        Code sameValueOtherName = Code.of(CHEST.code(), CHEST.codingScheme(), "Brustkorb");
        Code otherScheme = Code.of(CHEST.code(), "1.2.3", "Chest");
        assertThat(entries(store, new CodeIn(attribute, Set.of(sameValueOtherName))))
                .containsExactly(uuid("a"));
        assertThat(entries(store, new CodeIn(attribute, Set.of(otherScheme)))).isEmpty();
    }

    private static DocumentEntry coded(DocumentEntry entry, CodeAttribute attribute, Code code) {
        DocumentEntry.Builder changed = entry.toBuilder();
        return (switch (attribute) {
                    case CLASS_CODE -> changed.classCode(code);
                    case TYPE_CODE -> changed.typeCode(code);
                    case PRACTICE_SETTING_CODE -> changed.practiceSettingCode(code);
                    case HEALTHCARE_FACILITY_TYPE_CODE -> changed.healthcareFacilityTypeCode(code);
                    case FORMAT_CODE -> changed.formatCode(code);
                    case EVENT_CODE_LIST -> changed.eventCodeList(List.of(code));
                    case CONFIDENTIALITY_CODE -> changed.confidentialityCode(List.of(code));
                })
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "2024,           2024,           false",
        "2024,           2025,           true",
        "20240301,       20240302,       true",
        "20240301100000, 20240301100001, true",
        "20240301100001, 20240302,       false",
        "2023,           20240301100000, false",
        ",               20240302,       true",
        "20240301,       ,               true",
        "20240302,       ,               false",
    })
    default void timeWindowsAreHalfOpen(@Nullable String from, @Nullable String to, boolean found) {
        RegistryStore store = store();
        Registered.in(
                store,
                manifest("a").toBuilder()
                        .creationTime(new Dtm("20240301100000"))
                        .build());

        assertThat(entries(store, new TimeIn(TimeAttribute.CREATION_TIME, new TimeWindow(start(from), start(to)))))
                .hasSize(found ? 1 : 0);
    }

    private static @Nullable Instant start(@Nullable String dtm) {
        return dtm == null ? null : new Dtm(dtm).start();
    }

    @ParameterizedTest
    @EnumSource(TimeAttribute.class)
    default void whatHasNoTimeIsInsideEveryWindow(TimeAttribute attribute) {
        RegistryStore store = store();
        DocumentEntry early = manifest("early").toBuilder()
                .creationTime(new Dtm("2001"))
                .serviceStartTime(new Dtm("2001"))
                .serviceStopTime(new Dtm("2001"))
                .build();
        DocumentEntry timeless = manifest("timeless").toBuilder()
                .creationTime(null)
                .serviceStartTime(null)
                .serviceStopTime(null)
                .build();
        Registered.in(store, early, timeless);

        assertThat(entries(store, new TimeIn(attribute, new TimeWindow(start("2024"), start("2025")))))
                .containsExactly(uuid("timeless"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Smitty^Gerald^^^     | true",
                "%Smit%               | true",
                "Smitty^G_rald%       | true",
                "smitty%              | false",
                "Smitt                | false",
                "Sm.*                 | false",
                "Smitty\\%            | false",
                "%O'Hara%             | true",
                "%\\\\PC\\%           | true",
                "x' or 1=1 --         | false",
            })
    default void authorsMatchAsInSqlLike(String pattern, boolean found) {
        RegistryStore store = store();
        List<Author> authors = List.of(
                Author.ofInstitution("Smitty^Gerald^^^", "North"),
                Author.ofInstitution("D'O'Hara^Una", "South"),
                Author.ofInstitution("\\\\PC\\7", "West"),
                Author.ofInstitution(null, "Nobody"));
        Registered.in(
                store,
                manifest("a").toBuilder().author(authors).build(),
                submissionSet("s").toBuilder().author(authors).build());
        var like = new AuthorPersonLike(Set.of(new LikePattern(pattern), new LikePattern("nobody else")));

        assertThat(entries(store, like)).hasSize(found ? 1 : 0);
        assertThat(sets(store, like)).hasSize(found ? 1 : 0);
    }

    @Test
    default void referenceIdsMatchAsInSqlLike() {
        RegistryStore store = store();
        Oid study = new Oid("1.2.840.99");
        Registered.in(
                store,
                manifest("a").toBuilder()
                        .referenceIdList(
                                List.of(ReferenceId.ofStudy(study), ReferenceId.ofAccession("A-1", new Oid("1.2"))))
                        .build(),
                manifest("b"));

        assertThat(entries(store, new ReferenceIdLike(Set.of(new LikePattern("1.2.840.99^%")))))
                .containsExactly(uuid("a"));
        assertThat(entries(
                        store,
                        new ReferenceIdLike(Set.of(
                                new LikePattern(ReferenceId.ofStudy(study).cxi()))),
                        new ReferenceIdLike(Set.of(new LikePattern("A-1^^^&1.2&ISO^%")))))
                .containsExactly(uuid("a"));
        assertThat(entries(
                        store,
                        new ReferenceIdLike(Set.of(new LikePattern("1.2.840.99^%"))),
                        new ReferenceIdLike(Set.of(new LikePattern("A-2%")))))
                .isEmpty();
    }

    @Test
    default void tellsStableFromOnDemand() {
        RegistryStore store = store();
        Registered.in(
                store,
                manifest("a"),
                manifest("b").toBuilder()
                        .objectType(DocumentEntryType.ON_DEMAND)
                        .hash(null)
                        .size(null)
                        .build());

        assertThat(entries(store, new ObjectTypeIn(Set.of(DocumentEntryType.STABLE))))
                .containsExactly(uuid("a"));
        assertThat(entries(store, new ObjectTypeIn(Set.of(DocumentEntryType.values()))))
                .hasSize(2);
    }

    @Test
    default void findsSubmissionSets() {
        RegistryStore store = store();
        Registered.in(
                store,
                submissionSet("s").toBuilder().sourceId(new Oid("1.2.3.7")).build(),
                submissionSet("t"));

        assertThat(sets(store, new SourceIdIn(Set.of(new Oid("1.2.3.7"))))).containsExactly(uuid("s"));
        assertThat(sets(store, new SubmissionTimeIn(new TimeWindow(start("2024"), start("2025")))))
                .hasSize(2);
        assertThat(sets(store, new SubmissionTimeIn(new TimeWindow(start("2025"), null))))
                .isEmpty();
        assertThat(sets(
                        store,
                        new ContentTypeCodeIn(Set.of(submissionSet("s").contentTypeCode())),
                        new EntryUuidIn(Set.of(uuid("s")))))
                .containsExactly(uuid("s"));
        assertThat(sets(store, new ContentTypeCodeIn(Set.of(CHEST)))).isEmpty();
    }

    @Test
    default void findsFolders() {
        RegistryStore store = store();
        Registered.in(
                store,
                folder("f").toBuilder()
                        .codeList(List.of(CHEST, CT))
                        .lastUpdateTime(new Dtm("20240301100000"))
                        .build(),
                folder("g").toBuilder()
                        .codeList(List.of(HEAD))
                        .lastUpdateTime(new Dtm("20230301100000"))
                        .build());

        assertThat(folders(store, new CodeListIn(Set.of(CHEST)), new CodeListIn(Set.of(CT, HEAD))))
                .containsExactly(uuid("f"));
        assertThat(folders(store, new LastUpdateTimeIn(new TimeWindow(start("2024"), null))))
                .containsExactly(uuid("f"));
        assertThat(folders(store, new StatusIn(Set.of(AvailabilityStatus.APPROVED))))
                .hasSize(2);
    }

    /** A child's SubmissionSet refers to its mother's document; the Association is found from either. */
    @Test
    default void findsAssociationsThatLeadToAnotherPatient() {
        RegistryStore store = store();
        var reference = member("m", uuid("s"), uuid("j"));
        Registered.in(store, manifest("j").toBuilder().patientId(JOHN).build());
        Registered.in(store, submissionSet("s"));
        Change change = Registered.adding(reference);
        store.change(
                new Scope(Set.of(MARY), new Identifiers(Set.of(uuid("m"), uuid("s"), uuid("j")), Set.of())),
                registered -> new Verdict.Accepted(change, List.of()));

        assertThat(associations(store, new TargetObjectIn(Set.of(uuid("j"))))).containsExactly(uuid("m"));
        assertThat(associations(store, new EitherEndIn(Set.of(uuid("j"))))).containsExactly(uuid("m"));
        assertThat(associations(store, new SourceObjectIn(Set.of(uuid("s"))))).containsExactly(uuid("m"));
        assertThat(associations(store, PatientIn.only(JOHN))).isEmpty();
    }

    @Test
    default void findsVersionsWhoseFirstOneWasRemoved() {
        RegistryStore store = store();
        Registered.in(
                store,
                manifest("a"),
                manifest("b").toBuilder().logicalID(uuid("a")).version(2).build());
        Registered.change(store, Change.NOTHING.withRemoved(Set.of(uuid("a"))));

        assertThat(entries(store, new LogicalIdIn(Set.of(uuid("a"))))).containsExactly(uuid("b"));
    }

    @Test
    default void findsByThousandsOfIdentifiers() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), folder("f"), member("m", uuid("f"), uuid("a")));
        Set<EntryUuid> many =
                IntStream.range(0, 2500).mapToObj(i -> uuid("none" + i)).collect(Collectors.toSet());
        many.addAll(Set.of(uuid("a"), uuid("f")));
        Set<String> uniqueIds =
                IntStream.range(0, 2500).mapToObj(i -> "1.2.3." + i).collect(Collectors.toSet());
        uniqueIds.add(manifest("a").uniqueId());

        assertThat(entries(store, new EntryUuidIn(many))).containsExactly(uuid("a"));
        assertThat(folders(store, new EntryUuidIn(many))).containsExactly(uuid("f"));
        assertThat(associations(store, new EitherEndIn(many))).containsExactly(uuid("m"));
        assertThat(entries(store, new UniqueIdIn(uniqueIds))).containsExactly(uuid("a"));
        assertThat(store.history(new Identifiers(many, uniqueIds)).objects()).hasSize(2);
    }

    @Test
    default void findsAssociationsByTheirEnds() {
        RegistryStore store = store();
        var member = member("m", uuid("s"), uuid("a"));
        var replacement = relation(AssociationType.RPLC, uuid("b"), uuid("a"));
        Registered.in(store, manifest("a"), manifest("b"), submissionSet("s"), member, replacement);

        assertThat(store.associations(List.of(new SourceObjectIn(Set.of(uuid("s")))), MANY))
                .containsExactly(new RegisteredAssociation(
                        new RegisteredObject(
                                uuid("m"),
                                MARY,
                                AvailabilityStatus.APPROVED,
                                "written " + uuid("m").value()),
                        AssociationType.HAS_MEMBER,
                        uuid("s"),
                        uuid("a")));
        assertThat(associations(store, new TargetObjectIn(Set.of(uuid("a"))))).hasSize(2);
        assertThat(associations(store, new EitherEndIn(Set.of(uuid("b"), uuid("s")))))
                .hasSize(2);
        assertThat(associations(store, new EitherEndIn(Set.of(uuid("b"))))).containsExactly(replacement.entryUUID());
        assertThat(associations(
                        store,
                        new EitherEndIn(Set.of(uuid("a"))),
                        new AssociationTypeIn(Set.of(AssociationType.HAS_MEMBER))))
                .containsExactly(uuid("m"));
    }
}
