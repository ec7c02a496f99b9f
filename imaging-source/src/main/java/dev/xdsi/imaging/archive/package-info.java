/** The instance archive of the Imaging Document Source: instances as Part 10 files, found through an index that survives. */
@NullMarked
package dev.xdsi.imaging.archive;

import org.jspecify.annotations.NullMarked;
