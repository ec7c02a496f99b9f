/** What both sides of DICOMweb need: media types and multipart bodies that stream. */
@NullMarked
package dev.xdsi.dicom.web;

import org.jspecify.annotations.NullMarked;
