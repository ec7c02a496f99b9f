package dev.xdsi.dicom.pixel;

/**
 * What pictures are made with.
 *
 * @param memory that all who decode and draw share
 * @param letters with which something is written into pictures
 */
public record DrawingMaterials(PixelMemory memory, Lettering letters) {}
