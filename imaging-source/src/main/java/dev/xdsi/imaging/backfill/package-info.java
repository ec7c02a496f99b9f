/** Older studies of a PACS made known here, so that they are published as if they had been received: work in a table, done piece by piece. */
@NullMarked
package dev.xdsi.imaging.backfill;

import org.jspecify.annotations.NullMarked;
