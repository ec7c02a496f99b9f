/** The demonstration: a phantom study travels from a DICOM sender to a clinician's disk. */
@NullMarked
package dev.xdsi.gateway.demo;

import org.jspecify.annotations.NullMarked;
