/** What a Document Repository must be able to ask of its storage. */
@NullMarked
package dev.xdsi.repository.store;

import org.jspecify.annotations.NullMarked;
