/** Document Consumer and Imaging Document Consumer. */
@NullMarked
package dev.xdsi.consumer;

import org.jspecify.annotations.NullMarked;
