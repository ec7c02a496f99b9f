package dev.xdsi.dicom;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random data sets with every value representation, sequences in sequences, and private elements. */
public final class RandomDataSets {
    private static final String LETTERS = "ABCxyz019 äñ山ü€-^=";
    /** Elements whose only value representation this is, so that implicit encoding does not lose it. */
    private static final List<Integer> TAGS = List.of(
            Tag.RetrieveAETitle,
            Tag.PatientAge,
            Tag.FrameIncrementPointer,
            Tag.Modality,
            Tag.StudyDate,
            Tag.SliceThickness,
            Tag.AcquisitionDateTime,
            Tag.RealWorldValueSlope,
            Tag.ExaminedBodyThickness,
            Tag.InstanceNumber,
            Tag.PatientID,
            Tag.AdditionalPatientHistory,
            Tag.ICCProfile,
            Tag.DoubleFloatPixelData,
            Tag.FloatPixelData,
            Tag.LongPrimitivePointIndexList,
            Tag.ExtendedOffsetTable,
            Tag.RedPaletteColorLookupTableData,
            Tag.PatientName,
            Tag.StudyID,
            Tag.ReferencePixelX0,
            Tag.TagAngleSecondAxis,
            Tag.InstitutionAddress,
            Tag.SelectorSVValue,
            Tag.StudyTime,
            Tag.LongCodeValue,
            Tag.StudyInstanceUID,
            Tag.ReferencedSamplePositions,
            Tag.SelectorUNValue,
            Tag.RetrieveURL,
            Tag.Rows,
            Tag.TextValue,
            Tag.FileOffsetInContainer,
            Tag.ConceptNameCodeSequence,
            Tag.ProcedureCodeSequence);

    private RandomDataSets() {}

    public static Arbitrary<Attributes> all() {
        return Arbitraries.longs().map(seed -> of(new Random(seed)));
    }

    /** One data set of this source of randomness. */
    public static Attributes of(RandomGenerator random) {
        Attributes dataSet = new Attributes().setString(Tag.SpecificCharacterSet, "ISO_IR 192");
        fill(dataSet, random, 3);
        return dataSet;
    }

    private static void fill(Attributes item, RandomGenerator random, int depth) {
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            int tag = TAGS.get(random.nextInt(TAGS.size()));
            VR vr = ElementDictionary.vrOf(tag);
            if (vr == VR.SQ) {
                Attributes[] items = new Attributes[depth == 0 ? 0 : random.nextInt(3)];
                Arrays.setAll(items, j -> new Attributes());
                item.setItems(tag, items).items(tag).forEach(inner -> fill(inner, random, depth - 1));
            } else {
                setValue(item, tag, vr, random);
            }
        }
    }

    private static void setValue(Attributes item, int tag, VR vr, RandomGenerator random) {
        int count = random.nextInt(4);
        switch (vr) {
            case FL, FD ->
                item.setReal(
                        tag,
                        vr,
                        random.doubles(count, -1e6, 1e6).map(d -> (float) d).toArray());
            case US -> item.setInt(tag, vr, random.longs(count, 0, 0x10000).toArray());
            case UL, AT ->
                item.setInt(tag, vr, random.longs(count, 0, 0x1_0000_0000L).toArray());
            case SS -> item.setInt(tag, vr, random.longs(count, -0x8000, 0x8000).toArray());
            case SL ->
                item.setInt(
                        tag,
                        vr,
                        random.longs(count, Integer.MIN_VALUE, Integer.MAX_VALUE)
                                .toArray());
            case SV, UV -> item.setInt(tag, vr, random.longs(count).toArray());
            case IS, DS ->
                item.setInt(tag, vr, random.longs(count, -999_999, 999_999).toArray());
            case UI -> item.setString(tag, vr, "1.2." + random.nextInt(1000));
            default -> {
                if (vr.isBytes()) {
                    byte[] bytes = new byte[random.nextInt(40) * vr.wordSize()];
                    random.nextBytes(bytes);
                    item.setBytes(tag, vr, bytes);
                } else {
                    item.setString(tag, vr, text(vr, random));
                }
            }
        }
    }

    private static String text(VR vr, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        String letters = vr.usesCharacterSet() ? LETTERS : "ABC019";
        for (int length = random.nextInt(20); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString().strip().replaceAll("[\\^= ]+$", "").replaceAll("={1,}", "=");
    }
}
