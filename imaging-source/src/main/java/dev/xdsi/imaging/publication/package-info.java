/**
 * From a study that is complete to a manifest that is registered (RAD TF-2: 4.68). What is to be done stands in tables, so that it
 * goes on by itself after any crash, and any of several processes can do it.
 */
@NullMarked
package dev.xdsi.imaging.publication;

import org.jspecify.annotations.NullMarked;
