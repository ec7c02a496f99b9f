@NullMarked
package dev.xdsi.imaging;

import org.jspecify.annotations.NullMarked;
