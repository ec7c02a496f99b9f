/** Register Document Set-b [ITI-42], the Document Repository's side. */
@NullMarked
package dev.xdsi.repository.iti42;

import org.jspecify.annotations.NullMarked;
