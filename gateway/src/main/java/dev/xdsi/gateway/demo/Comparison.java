package dev.xdsi.gateway.demo;

import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.DataSetDiff;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether what arrived is what was sent: every instance, every element, every byte of pixel data. */
public final class Comparison {
    private Comparison() {}

    /** {@code identical}, or what is not. */
    public static String of(Path sent, Path arrived) throws IOException {
        Map<String, Path> originals = byInstance(sent);
        Map<String, Path> copies = byInstance(arrived);
        if (!originals.keySet().equals(copies.keySet())) {
            return "different: " + originals.size() + " instances sent, " + copies.size() + " arrived";
        }
        for (Map.Entry<String, Path> original : originals.entrySet()) {
            DicomFile one = Part10.read(original.getValue());
            DicomFile other = Part10.read(Objects.requireNonNull(copies.get(original.getKey())));
            if (!one.transferSyntax().equals(other.transferSyntax())) {
                return "different: transfer syntax of " + original.getKey();
            }
            List<DataSetDiff.Difference> differences = DataSetDiff.between(one.dataSet(), other.dataSet());
            if (!differences.isEmpty()) {
                return "different: " + original.getKey() + " " + differences.getFirst();
            }
        }
        return "identical";
    }

    private static Map<String, Path> byInstance(Path folder) throws IOException {
        Map<String, Path> instances = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                instances.put(Part10.read(file).dataSet().string(Tag.SOPInstanceUID, file.toString()), file);
            }
        }
        return instances;
    }
}
