/** The nouns of XDS metadata, as ITI TF-3: 4.2 names them, without any notation. */
@NullMarked
package dev.xdsi.model;

import org.jspecify.annotations.NullMarked;
