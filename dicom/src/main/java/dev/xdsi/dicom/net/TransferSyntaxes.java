package dev.xdsi.dicom.net;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The transfer syntaxes an instance can arrive in, PS3.5 annex A, and which of several is taken. */
public final class TransferSyntaxes {
    public static final String IMPLICIT = "1.2.840.10008.1.2";
    public static final String EXPLICIT = "1.2.840.10008.1.2.1";
    public static final String EXPLICIT_BIG_ENDIAN = "1.2.840.10008.1.2.2";

    private static final String ENCAPSULATED = "1.2.840.10008.1.2.4.";
    private static final Set<String> ALL = known();

    private TransferSyntaxes() {}

    /** All but those that only point elsewhere for their pixels (JPIP): what is stored here is complete. */
    public static Set<String> all() {
        return ALL;
    }

    /**
     * The first one offered that keeps the value representations and, with them, compressed pixels as the sender has
     * them; Implicit VR and the retired Big Endian only when there is nothing else.
     */
    public static Optional<String> preferred(List<String> offered) {
        return offered.stream()
                .filter(syntax -> !syntax.equals(IMPLICIT) && !syntax.equals(EXPLICIT_BIG_ENDIAN))
                .findFirst()
                .or(() -> offered.stream().filter(IMPLICIT::equals).findFirst())
                .or(() -> offered.stream().findFirst());
    }

    private static Set<String> known() {
        Stream<String> plain = Stream.of(
                IMPLICIT,
                EXPLICIT,
                EXPLICIT_BIG_ENDIAN,
                EXPLICIT + ".98",
                EXPLICIT + ".99",
                IMPLICIT + ".5",
                IMPLICIT + ".8.1");
        Stream<String> jpeg = IntStream.concat(IntStream.rangeClosed(50, 66), IntStream.of(70, 80, 81))
                .mapToObj(number -> ENCAPSULATED + number);
        Stream<String> jpeg2000 =
                Stream.of("90", "91", "92", "93", "201", "202", "203").map(ENCAPSULATED::concat);
        Stream<String> jpegXl = Stream.of("110", "111", "112").map(ENCAPSULATED::concat);
        Stream<String> video = IntStream.rangeClosed(100, 108).mapToObj(number -> ENCAPSULATED + number);
        Stream<String> fragmentable = IntStream.rangeClosed(100, 106).mapToObj(number -> ENCAPSULATED + number + ".1");
        return Stream.of(plain, jpeg, jpeg2000, jpegXl, video, fragmentable)
                .flatMap(syntaxes -> syntaxes)
                .collect(Collectors.toUnmodifiableSet());
    }
}
