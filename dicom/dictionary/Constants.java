import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the dictionary tables into the constants of the classes Tag and UID; run by the build. */
class Constants {
    private static final String HEADER = """
        package dev.xdsi.dicom;

        /** %s */
        public final class %s {
            private %s() {}

        """;

    /** Arguments: the folder of the tables, the folder of generated sources. */
    public static void main(String[] args) throws IOException {
        Path tables = Path.of(args[0]);
        Path target = Path.of(args[1]).resolve("dev/xdsi/dicom");
        Files.createDirectories(target);
        write(
                target,
                "Tag",
                "The data elements of PS3.6 by keyword; of a repeating group, the first.",
                Files.readAllLines(tables.resolve("elements.txt")).stream()
                        .map(line -> line.split(" "))
                        .map(e -> "int %s = 0x%s;".formatted(e[3], e[0].replace('x', '0')))
                        .toList());
        write(
                target,
                "UID",
                "The unique identifiers that PS3.6 Annex A registers, by keyword.",
                Files.readAllLines(tables.resolve("uids.txt")).stream()
                        .map(line -> line.split(" "))
                        .map(u -> "String %s = \"%s\";".formatted(u[2].replace("(R)", ""), u[0]))
                        .toList());
    }

    private static void write(Path target, String name, String sentence, List<String> constants) throws IOException {
        String fields = constants.stream()
                .map(constant -> "    public static final " + constant + "\n")
                .collect(Collectors.joining());
        String source = HEADER.formatted(sentence, name, name) + fields + "}\n";
        Path file = target.resolve(name + ".java");
        if (!Files.exists(file) || !Files.readString(file).equals(source)) {
            Files.writeString(file, source);
        }
    }
}
