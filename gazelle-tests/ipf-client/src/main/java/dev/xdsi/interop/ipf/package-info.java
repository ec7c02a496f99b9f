/** A Document Source and Consumer made of Open eHealth IPF alone, run as a process of its own by the tests. */
@NullMarked
package dev.xdsi.interop.ipf;

import org.jspecify.annotations.NullMarked;
