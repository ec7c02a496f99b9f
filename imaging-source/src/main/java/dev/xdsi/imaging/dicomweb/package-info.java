/** The DICOMweb resources of this actor (PS3.18): HTTP, media types, multipart. */
@NullMarked
package dev.xdsi.imaging.dicomweb;

import org.jspecify.annotations.NullMarked;
