/** Register Document Set-b [ITI-42], the Document Registry's side. */
@NullMarked
package dev.xdsi.registry.iti42;

import org.jspecify.annotations.NullMarked;
