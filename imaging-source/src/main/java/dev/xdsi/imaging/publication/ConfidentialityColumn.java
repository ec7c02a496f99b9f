package dev.xdsi.imaging.publication;

import dev.xdsi.model.Code;
import java.util.List;
import java.util.stream.Collectors;

/** Codes in a column, a line for each: code, scheme and name, which have no tabulators. */
public final class ConfidentialityColumn {
    private ConfidentialityColumn() {}

    public static String write(List<Code> codes) {
        return codes.stream()
                .map(code -> code.code() + "\t" + code.codingScheme() + "\t" + name(code))
                .collect(Collectors.joining("\n"));
    }

    public static List<Code> read(String column) {
        return column.lines()
                .map(line -> line.split("\t", -1))
                .map(parts -> Code.of(parts[0], parts[1], parts[2]))
                .toList();
    }

    private static String name(Code code) {
        return code.displayName() == null ? code.code() : code.displayName().text();
    }
}
