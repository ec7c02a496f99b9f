/** How the images of a manifest come: by RAD-69, WADO-RS or WADO-URI, one after the other, never held. */
@NullMarked
package dev.xdsi.consumer.retrieval;

import org.jspecify.annotations.NullMarked;
