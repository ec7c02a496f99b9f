package dev.xdsi.dicom.codec;

/**
 * What was decoded: a plane of samples for each component, row by row, each sample in 16 bits.
 *
 * @param precision of a sample in bits, at most 16
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Picture(Shape shape, int precision, short[][] planes) {}
