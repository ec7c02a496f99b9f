package dev.xdsi.dicom.net.dimse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The command set of a DIMSE message: group 0000 in Implicit VR Little Endian, PS3.7 6.3.1. */
public final class CommandSet {
    /** Far above any real one; only lists of attribute identifiers and of error elements grow at all. */
    public static final int MAXIMUM_LENGTH = 64 * 1024;

    private static final int MAXIMUM_ELEMENTS = 64;
    private static final int NO_DATA_SET = 0x0101;
    private static final int DATA_SET = 0x0001;
    private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    private final Map<Integer, byte[]> values;

    private CommandSet(Map<Integer, byte[]> values) {
        this.values = values;
    }

    /** Reads a command set; elements of other groups, repeated elements and lies about lengths are refused. */
    public static CommandSet decode(byte[] bytes) throws DimseException {
        TreeMap<Integer, byte[]> values = new TreeMap<>();
        int position = 0;
        while (position < bytes.length) {
            if (bytes.length - position < 8 || values.size() == MAXIMUM_ELEMENTS) {
                throw new DimseException("A command set that ends within an element or has too many of them");
            }
            int group = u16(bytes, position);
            int element = u16(bytes, position + 2);
            long length = u16(bytes, position + 4) | ((long) u16(bytes, position + 6) << 16);
            position += 8;
            if (group != 0 || length > bytes.length - position) {
                throw new DimseException("A command set with an element of group %04X and %d bytes, %d being left"
                        .formatted(group, length, bytes.length - position));
            }
            if (values.put(element, Arrays.copyOfRange(bytes, position, position + (int) length)) != null) {
                throw new DimseException("A command set with element (0000,%04X) twice".formatted(element));
            }
            position += (int) length;
        }
        return new CommandSet(values);
    }

    /** The bytes of this command set with its group length in front. */
    public byte[] encode() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        values.forEach((element, value) -> {
            if (element != CommandElement.GROUP_LENGTH) {
                element(body, element, value);
            }
        });
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        element(all, CommandElement.GROUP_LENGTH, new byte[] {
            (byte) body.size(), (byte) (body.size() >>> 8), (byte) (body.size() >>> 16), 0
        });
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }

    public boolean has(int element) {
        return values.containsKey(element);
    }

    /** The first value of an unsigned short element. */
    public OptionalInt number(int element) {
        byte[] value = values.get(element);
        return value == null || value.length < 2 ? OptionalInt.empty() : OptionalInt.of(u16(value, 0));
    }

    public int requiredNumber(int element) throws DimseException {
        return number(element)
                .orElseThrow(() -> new DimseException("The command set lacks (0000,%04X)".formatted(element)));
    }

    /** Text without its padding and with every character that is not printable ASCII replaced. */
    public Optional<String> text(int element) {
        byte[] value = values.get(element);
        if (value == null) {
            return Optional.empty();
        }
        int end = value.length;
        while (end > 0 && (value[end - 1] == 0 || value[end - 1] == ' ')) {
            end--;
        }
        return Optional.of(Status.printable(new String(value, 0, end, StandardCharsets.ISO_8859_1)));
    }

    /** A UID that keeps the rules of PS3.5 9.1, so that it may be a name of anything; else empty. */
    public Optional<String> uid(int element) {
        return text(element)
                .filter(uid -> uid.length() <= 64 && UID.matcher(uid).matches());
    }

    public boolean hasDataSet() throws DimseException {
        return requiredNumber(CommandElement.DATA_SET_TYPE) != NO_DATA_SET;
    }

    public int commandField() throws DimseException {
        return requiredNumber(CommandElement.COMMAND_FIELD);
    }

    public Status status() throws DimseException {
        return new Status(
                requiredNumber(CommandElement.STATUS),
                text(CommandElement.ERROR_COMMENT).orElse(""));
    }

    public static Builder builder(int commandField) {
        return new Builder().number(CommandElement.COMMAND_FIELD, commandField);
    }

    @Override
    public String toString() {
        return "command %04X with %d elements"
                .formatted(number(CommandElement.COMMAND_FIELD).orElse(0), values.size());
    }

    private static void element(ByteArrayOutputStream out, int element, byte[] value) {
        out.writeBytes(new byte[] {0, 0, (byte) element, (byte) (element >>> 8)});
        out.writeBytes(new byte[] {(byte) value.length, (byte) (value.length >>> 8), (byte) (value.length >>> 16), 0});
        out.writeBytes(value);
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
    }

    /** Collects the elements of a command set. */
    public static final class Builder {
        private final TreeMap<Integer, byte[]> values = new TreeMap<>();

        private Builder() {}

        public Builder number(int element, int value) {
            values.put(element, new byte[] {(byte) value, (byte) (value >>> 8)});
            return this;
        }

        public Builder uid(int element, String value) {
            return padded(element, value, '\0');
        }

        public Builder text(int element, String value) {
            return padded(element, value, ' ');
        }

        public Builder dataSet(boolean present) {
            return number(CommandElement.DATA_SET_TYPE, present ? DATA_SET : NO_DATA_SET);
        }

        public Builder status(Status status) {
            number(CommandElement.STATUS, status.code());
            return status.comment().isEmpty() ? this : text(CommandElement.ERROR_COMMENT, status.comment());
        }

        public CommandSet build() {
            return new CommandSet(new TreeMap<>(values));
        }

        private Builder padded(int element, String value, char padding) {
            String even = value.length() % 2 == 0 ? value : value + padding;
            values.put(element, even.getBytes(StandardCharsets.US_ASCII));
            return this;
        }
    }
}
