package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.PersonName;
import dev.xdsi.dicom.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be written into a picture beside what it shows (PS3.18 8.3.5.1.1). */
public enum Annotation {
    /** Whose image it is. */
    PATIENT,
    /** How it was made. */
    TECHNIQUE;

    /** By its name in a request. */
    public static Optional<Annotation> of(String name) {
        return Stream.of(values())
                .filter(annotation -> annotation.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** The lines that it has for an image; what the image does not say is left out. */
    List<String> lines(Attributes image, int frame) {
        return switch (this) {
            case PATIENT -> patient(image);
            case TECHNIQUE -> technique(image, frame);
        };
    }

    private static List<String> patient(Attributes image) {
        return some(
                name(image),
                image.string(Tag.PatientID, ""),
                image.string(Tag.PatientBirthDate, "") + " " + image.string(Tag.PatientSex, ""),
                image.string(Tag.AccessionNumber, ""));
    }

    private static String name(Attributes image) {
        PersonName name = image.personName(Tag.PatientName).orElse(PersonName.of("", ""));
        PersonName.Group group = Stream.of(name.alphabetic(), name.ideographic(), name.phonetic())
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse(PersonName.Group.EMPTY);
        return Stream.of(group.family(), (group.given() + " " + group.middle()).strip(), group.suffix())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static List<String> technique(Attributes image, int frame) {
        String time = image.string(Tag.StudyTime, "");
        String frames = image.integer(Tag.NumberOfFrames, 1) > 1 ? " Fr " + frame : "";
        return some(
                image.string(Tag.StudyDate, "") + " " + time.replaceFirst("\\..*", ""),
                image.string(Tag.StudyDescription, ""),
                image.string(Tag.SeriesDescription, ""),
                image.string(Tag.Modality, "")
                        + prefixed(" Se ", image, Tag.SeriesNumber, "")
                        + prefixed(" Im ", image, Tag.InstanceNumber, "")
                        + frames,
                prefixed("", image, Tag.KVP, " kV")
                        + prefixed(" ", image, Tag.XRayTubeCurrent, " mA")
                        + prefixed(" TR ", image, Tag.RepetitionTime, "")
                        + prefixed(" TE ", image, Tag.EchoTime, ""),
                prefixed("Th ", image, Tag.SliceThickness, " mm") + prefixed(" Loc ", image, Tag.SliceLocation, " mm"));
    }

    private static String prefixed(String before, Attributes image, int tag, String after) {
        return image.hasValue(tag) ? before + image.string(tag, "") + after : "";
    }

    private static List<String> some(String... lines) {
        return Stream.of(lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
