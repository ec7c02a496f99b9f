/** Reports about images: what they are, out of what they are made, and whether what was sent is one. */
@NullMarked
package dev.xdsi.imaging.report;

import org.jspecify.annotations.NullMarked;
