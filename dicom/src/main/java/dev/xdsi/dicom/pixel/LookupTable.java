package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.io.IOException;
import java.io.InputStream;

/** A table of values for a range of inputs, the first and last of which stand for all beyond (PS3.3 C.7.6.3.1.5, C.11.1.1.1). */
final class LookupTable {
    private static final int MOST_ENTRIES = 1 << 16;

    private final int[] entries;
    private final long first;
    private final int bits;

    private LookupTable(int[] entries, long first, int bits) {
        this.entries = entries;
        this.first = first;
        this.bits = bits;
    }

    /** @param signed whether inputs are signed, which the representation of the descriptor does not always say */
    static LookupTable of(Attributes holder, int descriptorTag, int dataTag, boolean signed)
            throws UnrenderableException {
        Descriptor descriptor = Descriptor.of(holder, descriptorTag);
        return descriptor.table(read(holder, dataTag, descriptor.count()), signed);
    }

    /** One whose entries are in segments. */
    static LookupTable segmented(Attributes holder, int descriptorTag, int dataTag, boolean signed)
            throws UnrenderableException {
        Descriptor descriptor = Descriptor.of(holder, descriptorTag);
        if (descriptor.bits() % Byte.SIZE != 0) {
            throw new UnrenderableException(
                    "A segmented lookup table of " + descriptor.bits() + " bits is not known here.");
        }
        byte[] segments = bytes(element(holder, dataTag));
        return descriptor.table(SegmentedTable.entries(segments, descriptor.bits(), descriptor.count()), signed);
    }

    /** How many entries there are, for which inputs, and how large they may be. */
    private record Descriptor(int count, long first, int bits) {
        static Descriptor of(Attributes holder, int tag) throws UnrenderableException {
            long[] values = holder.longs(tag);
            if (values.length != 3) {
                throw new UnrenderableException("A lookup table of the image is not described.");
            }
            int count = (int) values[0] & 0xFFFF;
            int bits = (int) values[2];
            if (bits < 8 || bits > 16) {
                throw new UnrenderableException("A lookup table of " + bits + " bits is not known here.");
            }
            return new Descriptor(count == 0 ? MOST_ENTRIES : count, values[1], bits);
        }

        LookupTable table(int[] entries, boolean signed) {
            return new LookupTable(entries, signed ? (short) first : first, bits);
        }
    }

    private static Element element(Attributes holder, int tag) throws UnrenderableException {
        return holder.element(tag)
                .orElseThrow(() -> new UnrenderableException("A lookup table of the image is missing."));
    }

    /** In words, or in bytes where they are only that many. */
    private static int[] read(Attributes holder, int tag, int count) throws UnrenderableException {
        Element data = element(holder, tag);
        byte[] bytes = bytes(data);
        int[] entries = new int[count];
        if (bytes.length >= 2 * count) {
            for (int i = 0; i < count; i++) {
                entries[i] = (bytes[2 * i] & 0xFF) | ((bytes[2 * i + 1] & 0xFF) << Byte.SIZE);
            }
        } else if (bytes.length >= count && data.vr() != VR.US) {
            for (int i = 0; i < count; i++) {
                entries[i] = bytes[i] & 0xFF;
            }
        } else {
            throw new UnrenderableException("A lookup table of the image is too short.");
        }
        return entries;
    }

    private static byte[] bytes(Element data) throws UnrenderableException {
        return switch (data.value()) {
            case Value.Inline inline -> inline.bytes();
            case Value.Bulk bulk -> {
                try (InputStream in = bulk.data().open()) {
                    yield in.readNBytes(2 * MOST_ENTRIES);
                } catch (IOException broken) {
                    throw new UnrenderableException("A lookup table of the image could not be read.", broken);
                }
            }
            case Value.Items ignored -> throw new UnrenderableException("A lookup table of the image is none.");
            case Value.Fragments ignored -> throw new UnrenderableException("A lookup table of the image is none.");
        };
    }

    int entry(double input) {
        return entries[Math.clamp(Math.round(input) - first, 0, entries.length - 1)];
    }

    /** The entry as a part of the greatest that the table could have. */
    double brightness(double input) {
        return Math.clamp(entry(input) / (double) ((1 << bits) - 1), 0, 1);
    }

    /** The same for an input that is a part, from 0 to 1, of the greatest that there is. */
    double brightnessOfPart(double part) {
        return brightness(first + part * (entries.length - 1));
    }

    /** By how much entries are shifted to make bytes: some say 16 bits and use only eight. */
    int shiftToBytes() {
        for (int entry : entries) {
            if (entry > 0xFF) {
                return bits - Byte.SIZE;
            }
        }
        return 0;
    }
}
