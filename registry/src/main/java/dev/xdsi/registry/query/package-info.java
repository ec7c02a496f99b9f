/** The stored queries and their parameters, and how each is answered from what the registry knows. */
@NullMarked
package dev.xdsi.registry.query;

import org.jspecify.annotations.NullMarked;
