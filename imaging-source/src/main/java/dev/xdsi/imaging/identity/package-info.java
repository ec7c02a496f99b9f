/** The persons behind associations, by User Identity Negotiation (PS3.7 D.3.3.7, {@code docs/adr/0031}). */
@NullMarked
package dev.xdsi.imaging.identity;

import org.jspecify.annotations.NullMarked;
