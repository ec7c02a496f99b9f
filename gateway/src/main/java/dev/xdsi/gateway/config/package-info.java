/** What an operator can set, as a table that is at once the configuration file, its documentation and its check. */
@NullMarked
package dev.xdsi.gateway.config;

import org.jspecify.annotations.NullMarked;
