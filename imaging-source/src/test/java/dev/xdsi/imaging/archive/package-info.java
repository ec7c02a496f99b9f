@NullMarked
package dev.xdsi.imaging.archive;

import org.jspecify.annotations.NullMarked;
