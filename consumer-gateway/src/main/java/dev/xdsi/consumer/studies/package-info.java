/** The shared studies of a patient: ITI-18, ITI-43 and the manifests put together. */
@NullMarked
package dev.xdsi.consumer.studies;

import org.jspecify.annotations.NullMarked;
