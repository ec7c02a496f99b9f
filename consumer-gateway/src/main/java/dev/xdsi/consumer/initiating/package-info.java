/** The XCA Initiating Gateway: asks other communities on behalf of consumers of this one. */
@NullMarked
package dev.xdsi.consumer.initiating;

import org.jspecify.annotations.NullMarked;
