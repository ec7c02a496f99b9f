/** Storage Commitment Push Model as SCP (PS3.4 Annex J): what was asked is kept until who asked has the answer. */
@NullMarked
package dev.xdsi.imaging.commitment;

import org.jspecify.annotations.NullMarked;
