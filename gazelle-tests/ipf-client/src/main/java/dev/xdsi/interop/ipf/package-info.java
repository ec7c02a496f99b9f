/** Document Source, Consumer, Registry and Repository made of Open eHealth IPF alone, run as processes of their own by the tests. */
@NullMarked
package dev.xdsi.interop.ipf;

import org.jspecify.annotations.NullMarked;
