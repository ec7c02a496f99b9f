@NullMarked
package dev.xdsi.imaging.backfill;

import org.jspecify.annotations.NullMarked;
