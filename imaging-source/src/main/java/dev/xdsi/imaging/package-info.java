/** The Imaging Document Source of XDS-I.b (RAD TF-1: 18.1): receives studies, publishes their manifests, gives out their instances. */
@NullMarked
package dev.xdsi.imaging;

import org.jspecify.annotations.NullMarked;
