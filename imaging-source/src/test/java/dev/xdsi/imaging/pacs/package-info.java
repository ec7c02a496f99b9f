/** How images are fetched from a PACS. */
@NullMarked
package dev.xdsi.imaging.pacs;

import org.jspecify.annotations.NullMarked;
