@NullMarked
package dev.xdsi.imaging.metadata;

import org.jspecify.annotations.NullMarked;
