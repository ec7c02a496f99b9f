/** The portal: its REST interface, and its pages as {@code web/} is built to them. */
@NullMarked
package dev.xdsi.consumer.portal;

import org.jspecify.annotations.NullMarked;
