package dev.xdsi.dicom.json;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a value stands in a data set: tags and item numbers from the outside in, such as {@code 00880200/0/7FE00010}. */
public final class BulkDataPath {
    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f]{8}(/\\d{1,6}/[0-9A-Fa-f]{8}){0,20}");

    private BulkDataPath() {}

    public static boolean isPath(String path) {
        return FORM.matcher(path).matches();
    }

    /** The element there, if there is one. */
    public static Optional<Element> find(Attributes dataSet, String path) {
        return holder(dataSet, path).flatMap(item -> item.element(tag(path.substring(path.lastIndexOf('/') + 1))));
    }

    /** The item in which the element there would stand, or the data set itself. */
    public static Optional<Attributes> holder(Attributes dataSet, String path) {
        if (!isPath(path)) {
            return Optional.empty();
        }
        String[] steps = path.split("/", -1);
        Attributes at = dataSet;
        for (int i = 0; i + 2 < steps.length; i += 2) {
            List<Attributes> items = at.items(tag(steps[i]));
            int number = Integer.parseInt(steps[i + 1]);
            if (number >= items.size()) {
                return Optional.empty();
            }
            at = items.get(number);
        }
        return Optional.of(at);
    }

    private static int tag(String hex) {
        return Integer.parseUnsignedInt(hex, 16);
    }
}
