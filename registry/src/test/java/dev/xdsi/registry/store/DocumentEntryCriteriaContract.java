package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.registry.store.Asking.CHEST;
import static dev.xdsi.registry.store.Asking.CT;
import static dev.xdsi.registry.store.Asking.HEAD;
import static dev.xdsi.registry.store.Asking.entries;
import static dev.xdsi.registry.store.Asking.sets;
import static dev.xdsi.registry.store.Asking.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.Oid;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.registry.store.Criterion.AuthorPersonLike;
import dev.xdsi.registry.store.Criterion.CodeAttribute;
import dev.xdsi.registry.store.Criterion.CodeIn;
import dev.xdsi.registry.store.Criterion.ObjectTypeIn;
import dev.xdsi.registry.store.Criterion.ReferenceIdLike;
import dev.xdsi.registry.store.Criterion.TimeAttribute;
import dev.xdsi.registry.store.Criterion.TimeIn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** By what every {@link RegistryStore} must find DocumentEntries. */
public interface DocumentEntryCriteriaContract {
    /** A store with nothing in it. */
    RegistryStore store();

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
}
