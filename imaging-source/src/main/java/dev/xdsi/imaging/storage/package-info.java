/** Instances coming in (PS3.4 Annex B, PS3.18 10.5), whatever the way: one transaction, one audit record. */
@NullMarked
package dev.xdsi.imaging.storage;

import org.jspecify.annotations.NullMarked;
