/** Multi-Patient Stored Query [ITI-51], the Document Registry's side. */
@NullMarked
package dev.xdsi.registry.iti51;

import org.jspecify.annotations.NullMarked;
