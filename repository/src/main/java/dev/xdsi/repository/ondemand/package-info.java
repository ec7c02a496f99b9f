/** Documents that are made when they are asked for and what makes them. */
@NullMarked
package dev.xdsi.repository.ondemand;

import org.jspecify.annotations.NullMarked;
