package dev.xdsi.benchmarks;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The patients of a made-up domain and what is registered about each: always the same for the same number, and skewed as it is with
 * people. Most have a few documents, one in a thousand has thousands; they were submitted up to five at a time. Every tenth, the {@linkplain #ten ones of ten}, has exactly ten
 * approved documents besides older versions of two, so that any of them is as good as another to ask about. Ids are such that SQL can
 * say them too: {@code pgbench} asks for the same objects.
 */
final class Population {
    /** Another one whenever the same number would mean other objects than before. */
    static final int VERSION = 2;

    static final int TEN = 10;
    static final int LONG = 5_000;
    static final int MOST_REFERENCES = 50_000;

    /** Who has so many approved documents that the answer is long. */
    static final int LONG_ANSWER = 0;

    /** Who has as many as an answer may have references. */
    static final int AT_THE_LIMIT = 1;

    /** Who has far more than an answer may have. */
    static final int CROWD = 2;

    static final int SMALL_CROWD = 3;

    /** The first of those who are like most people. */
    static final int FIRST = 4;

    private static final int CROWD_ENTRIES = 1_000_000;
    private static final int SMALL_CROWD_ENTRIES = 100_000;
    private static final int MOST_IN_A_SET = 5;
    private static final int LEAST_IN_THE_FIRST_SET = 2;
    private static final String AUTHORITY = "1.2.826.0.1.3680043.10.999.1";
    private static final String UID_ROOT = "1.2.826.0.1.3680043.10.999.2";

    private Population() {}

    /** The end of so many of the usual patients as have together about that many entries. */
    static int patientsOf(long entries) {
        int patient = FIRST;
        for (long left = entries; left > 0; patient++) {
            left -= usual(patient);
        }
        return patient;
    }

    /** How many documents are registered about the patient, deprecated ones among them. */
    static int entries(int patient) {
        return switch (patient) {
            case LONG_ANSWER -> LONG;
            case AT_THE_LIMIT -> MOST_REFERENCES;
            case CROWD -> CROWD_ENTRIES;
            case SMALL_CROWD -> SMALL_CROWD_ENTRIES;
            default -> usual(patient);
        };
    }

    private static int usual(int patient) {
        int chance = Math.floorMod(hash("n" + patient).getInt(), 1 << 20);
        return switch (patient % 10) {
            case 7 -> TEN + 2;
            case 9 -> patient % 1000 == 999 ? 1000 + chance % 2001 : 20 + chance % 41;
            default -> 1 + chance % 8;
        };
    }

    /** Whether another document of the patient, the first of the next SubmissionSet, has replaced this one. */
    static boolean isReplaced(int patient, int entry) {
        return patient >= FIRST && entry % MOST_IN_A_SET == 1 && entry + 1 < entries(patient) && entry < 2 * TEN;
    }

    static int sets(int patient) {
        return setOf(entries(patient) - 1) + 1;
    }

    static int setOf(int entry) {
        return (entry + MOST_IN_A_SET - LEAST_IN_THE_FIRST_SET) / MOST_IN_A_SET;
    }

    /** The first entry of a SubmissionSet, or the end where there is no such set any more. */
    static int firstOf(int patient, int set) {
        int first = MOST_IN_A_SET * set - MOST_IN_A_SET + LEAST_IN_THE_FIRST_SET;
        return Math.clamp(first, 0, entries(patient));
    }

    /** Some of a patient's SubmissionSets with all that was submitted in them. */
    record Part(int patient, int fromSet, int endSet) {
        static Part all(int patient) {
            return new Part(patient, 0, sets(patient));
        }

        int firstEntry() {
            return firstOf(patient, fromSet);
        }

        int endEntry() {
            return firstOf(patient, endSet);
        }
    }

    /** The {@code index}th of those who have ten approved documents. */
    static int ten(int index) {
        return 10 * index + 7;
    }

    static PatientId patientId(int patient) {
        return new PatientId("B" + patient, new Oid(AUTHORITY));
    }

    /** {@link #patientId} as SQL, of a number that is SQL. */
    static String patientIdSql(String patient) {
        return "('B' || " + patient + " || '^^^&" + AUTHORITY + "&ISO')";
    }

    static String name(char kind, int patient, int object) {
        return kind + "-" + patient + "-" + object;
    }

    static UUID uuid(char kind, int patient, int object) {
        ByteBuffer hash = hash(name(kind, patient, object));
        return new UUID(hash.getLong(), hash.getLong());
    }

    static String uuidSql(char kind, String patient, int object) {
        return "md5('" + kind + "-' || " + patient + " || '-" + object + "')::uuid";
    }

    static String uniqueId(char kind, int patient, int object) {
        return UID_ROOT + "." + (int) kind + "." + (patient + 1) + "." + (object + 1);
    }

    static String uniqueIdSql(char kind, String patient, int object) {
        return "('" + UID_ROOT + "." + (int) kind + ".' || (" + patient + "::int + 1) || '." + (object + 1) + "')";
    }

    private static ByteBuffer hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
