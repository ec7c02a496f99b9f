@NullMarked
package dev.xdsi.imaging.publication;

import org.jspecify.annotations.NullMarked;
