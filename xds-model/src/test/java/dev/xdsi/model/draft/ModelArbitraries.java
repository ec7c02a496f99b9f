package dev.xdsi.model.draft;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.Hash;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.InternationalString.LocalizedString;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.Slot;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Random registry objects with everything that the standard lets them hold; for property tests of every notation. */
public final class ModelArbitraries {
    private static final String LETTERS = "abcXYZ0189 äéß≤日本語Ωя&<>\"'`/.:;,()%_-";

    private ModelArbitraries() {}

    public static Arbitrary<RegistryObject> registryObjects() {
        return Arbitraries.randomValue(random -> {
            Dice dice = new Dice(random);
            return switch (random.nextInt(4)) {
                case 0 -> dice.submissionSet();
                case 1 -> dice.folder();
                case 2 -> dice.association();
                default -> dice.documentEntry();
            };
        });
    }

    private record Dice(Random random) {

        DocumentEntry documentEntry() {
            return DocumentEntry.builder()
                    .author(list(this::author))
                    .availabilityStatus(one(AvailabilityStatus.values()))
                    .classCode(code())
                    .comments(maybe(this::text))
                    .confidentialityCode(list(this::code))
                    .creationTime(maybe(this::dtm))
                    .entryUUID(uuid())
                    .eventCodeList(list(this::code))
                    .formatCode(code())
                    .hash(maybe(this::hash))
                    .healthcareFacilityTypeCode(code())
                    .homeCommunityId(maybe(() -> oid().urn()))
                    .languageCode(word())
                    .legalAuthenticator(maybe(this::word))
                    .logicalID(maybe(this::uuid))
                    .mimeType("application/dicom")
                    .objectType(one(DocumentEntryType.values()))
                    .patientId(patientId())
                    .practiceSettingCode(code())
                    .referenceIdList(list(this::referenceId))
                    .repositoryUniqueId(maybe(this::oid))
                    .serviceStartTime(maybe(this::dtm))
                    .serviceStopTime(maybe(this::dtm))
                    .size(maybe(() -> random.nextLong(1L << 40)))
                    .sourcePatientId(maybe(this::word))
                    .sourcePatientInfo(list(this::word))
                    .title(maybe(this::text))
                    .typeCode(code())
                    .uniqueId(oid().value())
                    .URI(maybe(() -> "u".repeat(1 + random.nextInt(4000))))
                    .documentAvailability(maybe(this::word))
                    .version(maybe(() -> random.nextInt(1, 99)))
                    .extraMetadata(list(this::extra))
                    .build();
        }

        SubmissionSet submissionSet() {
            return SubmissionSet.builder()
                    .author(list(this::author))
                    .comments(maybe(this::text))
                    .contentTypeCode(code())
                    .entryUUID(uuid())
                    .homeCommunityId(maybe(() -> oid().urn()))
                    .intendedRecipient(list(this::word))
                    .logicalID(maybe(this::uuid))
                    .patientId(patientId())
                    .sourceId(oid())
                    .submissionTime(dtm())
                    .title(maybe(this::text))
                    .uniqueId(oid())
                    .version(maybe(() -> random.nextInt(1, 99)))
                    .extraMetadata(list(this::extra))
                    .build();
        }

        Folder folder() {
            return Folder.builder()
                    .availabilityStatus(one(AvailabilityStatus.values()))
                    .codeList(list(this::code))
                    .comments(maybe(this::text))
                    .entryUUID(uuid())
                    .lastUpdateTime(maybe(this::dtm))
                    .logicalID(maybe(this::uuid))
                    .patientId(patientId())
                    .title(maybe(this::text))
                    .uniqueId(oid())
                    .version(maybe(() -> random.nextInt(1, 99)))
                    .extraMetadata(list(this::extra))
                    .build();
        }

        Association association() {
            return Association.builder()
                    .associationType(one(AssociationType.values()))
                    .documentation(maybe(this::code))
                    .entryUUID(uuid())
                    .logicalID(maybe(this::uuid))
                    .sourceObject(uuid())
                    .submissionSetStatus(maybe(() -> one(SubmissionSetStatus.values())))
                    .targetObject(uuid())
                    .version(maybe(() -> random.nextInt(1, 99)))
                    .extraMetadata(list(this::extra))
                    .build();
        }

        Author author() {
            return new Author(
                    maybe(this::word), list(this::word), list(this::word), list(this::word), list(this::word));
        }

        Code code() {
            return new Code(word(), oid().value(), maybe(this::text));
        }

        InternationalString text() {
            return new InternationalString(
                    List.of(new LocalizedString(word(), maybe(() -> one("de", "en-US")), maybe(() -> "UTF-8"))));
        }

        ReferenceId referenceId() {
            return random.nextBoolean()
                    ? ReferenceId.ofStudy(oid())
                    : ReferenceId.ofAccession(Integer.toString(random.nextInt(1 << 20)), oid());
        }

        Slot extra() {
            return new Slot("urn:" + uuid().uuid(), List.of(word(), word()));
        }

        PatientId patientId() {
            return new PatientId("P" + random.nextInt(1 << 20), oid());
        }

        Oid oid() {
            return new Oid("1.2." + random.nextInt(1 << 20) + "." + random.nextInt(1 << 20));
        }

        EntryUuid uuid() {
            return EntryUuid.of(new UUID(random.nextLong(), random.nextLong()));
        }

        Hash hash() {
            byte[] sha1 = new byte[20];
            random.nextBytes(sha1);
            return Hash.of(sha1);
        }

        Dtm dtm() {
            String full = "%04d%02d%02d%02d%02d%02d"
                    .formatted(
                            random.nextInt(1900, 2100),
                            random.nextInt(1, 13),
                            random.nextInt(1, 29),
                            random.nextInt(24),
                            random.nextInt(60),
                            random.nextInt(60));
            return new Dtm(full.substring(0, 4 + 2 * random.nextInt(6)));
        }

        String word() {
            StringBuilder word = new StringBuilder("w");
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            return word.append('.').toString();
        }

        @SafeVarargs
        final <T> T one(T... values) {
            return values[random.nextInt(values.length)];
        }

        <T> @Nullable T maybe(Supplier<T> value) {
            return random.nextBoolean() ? value.get() : null;
        }

        <T> List<T> list(Supplier<T> value) {
            return java.util.stream.Stream.generate(value)
                    .limit(random.nextInt(4))
                    .toList();
        }
    }
}
