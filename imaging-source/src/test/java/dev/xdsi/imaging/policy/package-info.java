/** Tests of the publication policy. */
@NullMarked
package dev.xdsi.imaging.policy;

import org.jspecify.annotations.NullMarked;
