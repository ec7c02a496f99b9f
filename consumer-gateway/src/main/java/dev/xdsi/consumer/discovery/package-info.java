/** By which ids other communities know our patients: what patient discovery found, and how long that holds. */
@NullMarked
package dev.xdsi.consumer.discovery;

import org.jspecify.annotations.NullMarked;
