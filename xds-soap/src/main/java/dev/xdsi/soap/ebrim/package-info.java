/** Between the generated ebXML types and the neutral tree of the model: the only place, beside endpoints and clients, that knows both. */
@NullMarked
package dev.xdsi.soap.ebrim;

import org.jspecify.annotations.NullMarked;
