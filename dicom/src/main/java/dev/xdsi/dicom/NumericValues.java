package dev.xdsi.dicom;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Numbers in and out of the little endian words of a value. */
final class NumericValues {
    private NumericValues() {}

    static int count(byte[] bytes, VR vr) {
        return bytes.length / size(vr);
    }

    /** AT is one number of two words. */
    private static int size(VR vr) {
        return vr == VR.AT ? 4 : vr.wordSize();
    }

    /** The integer at an index; UV values beyond the range of a long come out negative, as their bits are. */
    static long integer(byte[] bytes, VR vr, int index) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = index * size(vr);
        return switch (vr) {
            case SS -> buffer.getShort(at);
            case US, OW -> Short.toUnsignedLong(buffer.getShort(at));
            case SL -> buffer.getInt(at);
            case UL, OL, AT -> vr == VR.AT ? tag(buffer, at) : Integer.toUnsignedLong(buffer.getInt(at));
            case SV, UV, OV -> buffer.getLong(at);
            case FL, OF -> (long) buffer.getFloat(at);
            case FD, OD -> (long) buffer.getDouble(at);
            default -> Byte.toUnsignedLong(buffer.get(at));
        };
    }

    private static long tag(ByteBuffer buffer, int at) {
        return Integer.toUnsignedLong(
                Tags.of(Short.toUnsignedInt(buffer.getShort(at)), Short.toUnsignedInt(buffer.getShort(at + 2))));
    }

    static double real(byte[] bytes, VR vr, int index) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (vr) {
            case FL, OF -> buffer.getFloat(index * size(vr));
            case FD, OD -> buffer.getDouble(index * size(vr));
            case UV -> new BigDecimal(Long.toUnsignedString(integer(bytes, vr, index))).doubleValue();
            default -> integer(bytes, vr, index);
        };
    }

    static byte[] encode(VR vr, long... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * size(vr)).order(ByteOrder.LITTLE_ENDIAN);
        for (long number : numbers) {
            switch (vr) {
                case US -> buffer.putShort((short) checked(vr, number, 0, 0xFFFF));
                case SS -> buffer.putShort((short) checked(vr, number, Short.MIN_VALUE, Short.MAX_VALUE));
                case UL -> buffer.putInt((int) checked(vr, number, 0, 0xFFFF_FFFFL));
                case SL -> buffer.putInt((int) checked(vr, number, Integer.MIN_VALUE, Integer.MAX_VALUE));
                case AT -> buffer.putShort((short) (number >>> 16)).putShort((short) number);
                case SV, UV -> buffer.putLong(number);
                case FL -> buffer.putFloat((float) number);
                case FD -> buffer.putDouble((double) number);
                default -> throw new IllegalArgumentException(vr + " holds no integers");
            }
        }
        return buffer.array();
    }

    static byte[] encode(VR vr, double... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * size(vr)).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            switch (vr) {
                case FL -> buffer.putFloat((float) number);
                case FD -> buffer.putDouble(number);
                default -> throw new IllegalArgumentException(vr + " holds no floating point numbers");
            }
        }
        return buffer.array();
    }

    private static long checked(VR vr, long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(number + " does not fit into " + vr);
        }
        return number;
    }

    /** The number of an IS or DS value, if it is one. */
    static Optional<BigDecimal> decimal(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A whole number that a long can hold. */
    static Optional<Long> whole(BigDecimal decimal) {
        if (decimal.precision() - decimal.scale() > 20 || decimal.scale() > 64) {
            return Optional.empty();
        }
        try {
            return Optional.of(decimal.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
