package dev.xdsi.dicom;

import java.util.Arrays;
import java.util.List;

/** What stands in an element: bytes, items, bytes elsewhere, or encapsulated fragments. */
public sealed interface Value {
    /** A value in memory as it was encoded, words in little endian order; text is decoded when it is asked for. */
    final class Inline implements Value {
        static final Inline EMPTY = new Inline(new byte[0]);
        private final byte[] bytes;

        /** Takes the array as it is: who made it must not change it. */
        public Inline(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The array itself, for reading only. */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public boolean isEmpty() {
            return bytes.length == 0;
        }

        /** Whether both are the same once padded to even length, as they stand in any file. */
        boolean isSameAs(Inline other, VR vr) {
            return Arrays.equals(padded(vr), other.padded(vr));
        }

        private byte[] padded(VR vr) {
            if ((bytes.length & 1) == 0) {
                return bytes;
            }
            byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
            even[bytes.length] = vr.padding();
            return even;
        }
    }

    /** The items of a sequence. */
    record Items(List<Attributes> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public boolean isEmpty() {
            return items.isEmpty();
        }
    }

    /** A large value that was left where it is; text in the character set of its data set. */
    record Bulk(BulkData data) implements Value {
        @Override
        public boolean isEmpty() {
            return data.length() == 0;
        }
    }

    /** Encapsulated pixel data (PS3.5 A.4): first the Basic Offset Table, then the fragments of the frames. */
    record Fragments(List<BulkData> items) implements Value {
        public Fragments {
            items = List.copyOf(items);
        }

        @Override
        public boolean isEmpty() {
            return items.isEmpty();
        }
    }

    boolean isEmpty();
}
