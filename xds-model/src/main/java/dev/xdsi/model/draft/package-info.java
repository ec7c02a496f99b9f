/** What a partner really wrote: ebRIM without JAXB, lenient, to be judged by rules before it becomes a model. */
@NullMarked
package dev.xdsi.model.draft;

import org.jspecify.annotations.NullMarked;
