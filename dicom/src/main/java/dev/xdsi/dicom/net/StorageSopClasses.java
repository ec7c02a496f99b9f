package dev.xdsi.dicom.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The SOP classes that can be stored, PS3.4 B.5, and the one that only says hello, PS3.4 A.4. */
public final class StorageSopClasses {
    public static final String VERIFICATION = "1.2.840.10008.1.1";

    private static final Set<String> ALL = read("storage-sop-classes.txt");

    private StorageSopClasses() {}

    /** Every standard storage SOP class, retired ones included. */
    public static Set<String> all() {
        return ALL;
    }

    private static Set<String> read(String resource) {
        try (InputStream in = Objects.requireNonNull(StorageSopClasses.class.getResourceAsStream(resource));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
