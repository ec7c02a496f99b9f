/** Restricted Update Document Set [ITI-92], the Update Responder's side. */
@NullMarked
package dev.xdsi.registry.iti92;

import org.jspecify.annotations.NullMarked;
