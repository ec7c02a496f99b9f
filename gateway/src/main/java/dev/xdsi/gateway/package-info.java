/** The launcher: the only main, which actors run, health, and the command line. */
@NullMarked
package dev.xdsi.gateway;

import org.jspecify.annotations.NullMarked;
