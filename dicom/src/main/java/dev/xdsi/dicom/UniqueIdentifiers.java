package dev.xdsi.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What PS3.6 Annex A registers about each UID, and UIDs made from UUIDs (PS3.5 B.2). */
public final class UniqueIdentifiers {
    /** What a registered UID identifies. */
    public enum Kind {
        STORAGE_SOP_CLASS,
        SOP_CLASS,
        META_SOP_CLASS,
        SERVICE_CLASS,
        SOP_INSTANCE,
        TRANSFER_SYNTAX
    }

    /** A line of the registry. */
    public record Entry(String uid, Kind kind, String keyword, String name, boolean retired) {}

    private static final Map<String, Kind> KINDS = Map.of(
            "storage", Kind.STORAGE_SOP_CLASS,
            "sop", Kind.SOP_CLASS,
            "meta", Kind.META_SOP_CLASS,
            "service", Kind.SERVICE_CLASS,
            "instance", Kind.SOP_INSTANCE,
            "ts", Kind.TRANSFER_SYNTAX);
    private static final Map<String, Entry> BY_UID = read();

    private UniqueIdentifiers() {}

    public static Optional<Entry> entry(String uid) {
        return Optional.ofNullable(BY_UID.get(uid));
    }

    /** The registered name, or the UID itself. */
    public static String nameOf(String uid) {
        return entry(uid).map(Entry::name).orElse(uid);
    }

    /** All registered UIDs of a kind, retired ones too, in the order of the registry. */
    public static List<Entry> all(Kind kind) {
        return BY_UID.values().stream().filter(entry -> entry.kind() == kind).toList();
    }

    /** Whether instances of this SOP class are stored by the Storage Service Class (PS3.4 Annex B and GG). */
    public static boolean isStorageClass(String uid) {
        return entry(uid).map(entry -> entry.kind() == Kind.STORAGE_SOP_CLASS).orElse(false);
    }

    /** A UID under the root 2.25, which needs no registration; who calls says where the randomness comes from. */
    public static String of(UUID uuid) {
        byte[] bits = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return "2.25." + new BigInteger(1, bits);
    }

    /** Whether these characters are a UID: digits and dots, at most 64, no component with a leading zero. */
    public static boolean isValid(String uid) {
        return uid.length() <= 64 && uid.matches("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))+");
    }

    private static Map<String, Entry> read() {
        Map<String, Entry> byUid = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(UniqueIdentifiers.class.getResourceAsStream("uids.txt"), "uids.txt"),
                StandardCharsets.UTF_8))) {
            lines.lines().map(UniqueIdentifiers::parse).forEach(entry -> byUid.put(entry.uid(), entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byUid;
    }

    private static Entry parse(String line) {
        String[] fields = line.split(" ", 4);
        boolean retired = fields[2].endsWith("(R)");
        String keyword = retired ? fields[2].substring(0, fields[2].length() - 3) : fields[2];
        Kind kind = Objects.requireNonNull(KINDS.get(fields[1]), fields[1]);
        return new Entry(fields[0], kind, keyword, fields[3], retired);
    }
}
