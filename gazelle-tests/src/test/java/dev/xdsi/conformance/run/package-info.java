/** Cases played against a side that is made up. */
@NullMarked
package dev.xdsi.conformance.run;

import org.jspecify.annotations.NullMarked;
