/** Tests of the publication policy. */
@NullMarked
package dev.xdsi.imaging.identity;

import org.jspecify.annotations.NullMarked;
