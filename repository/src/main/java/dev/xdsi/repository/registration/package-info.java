/** Why a registration has no answer, as every way to the Document Registry tells it: over SOAP or in the same process. */
@NullMarked
package dev.xdsi.repository.registration;

import org.jspecify.annotations.NullMarked;
