/** What an operator is shown of the last hours: actors, partners, volumes, response times, errors, backlog. */
@NullMarked
package dev.xdsi.gateway.operations;

import org.jspecify.annotations.NullMarked;
