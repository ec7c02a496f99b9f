/** What the Technical Framework expects of a Document Registry, sentence by sentence, asked over HTTP. */
@NullMarked
package dev.xdsi.registry.expected;

import org.jspecify.annotations.NullMarked;
