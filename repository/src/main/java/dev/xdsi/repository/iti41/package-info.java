/** Provide and Register Document Set-b [ITI-41], also RAD-68, the Document Repository's side. */
@NullMarked
package dev.xdsi.repository.iti41;

import org.jspecify.annotations.NullMarked;
