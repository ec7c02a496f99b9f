@NullMarked
package dev.xdsi.imaging.query;

import org.jspecify.annotations.NullMarked;
