/** Virtual DICOMweb (PS3.18): a patient's shared studies as if all were here, answered from manifests and by the sources that hold them. */
@NullMarked
package dev.xdsi.consumer.dicomweb;

import org.jspecify.annotations.NullMarked;
