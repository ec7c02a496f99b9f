@NullMarked
package dev.xdsi.imaging.dicomweb;

import org.jspecify.annotations.NullMarked;
