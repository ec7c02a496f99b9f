package dev.xdsi.gateway.demo;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A chest that nobody has: ellipsoids in Hounsfield units with a little noise, sampled in axial slices. Coordinates run from -1 to
 * 1 across the image and from 0 (neck) to 1 (diaphragm) along the body.
 */
final class ChestPhantom {
    private static final short AIR = -1000;
    private static final int NOISE = 24;

    /** One organ; later ones lie inside earlier ones. */
    private record Ellipsoid(double x, double y, double z, double rx, double ry, double rz, int hounsfield) {
        boolean contains(double px, double py, double pz) {
            double dx = (px - x) / rx;
            double dy = (py - y) / ry;
            double dz = (pz - z) / rz;
            return dx * dx + dy * dy + dz * dz <= 1;
        }
    }

    private static final List<Ellipsoid> ORGANS = List.of(
            new Ellipsoid(0, 0, 0.55, 0.88, 0.62, 1.2, -90), // fat below the skin
            new Ellipsoid(0, 0, 0.55, 0.83, 0.57, 1.15, 50), // muscle
            new Ellipsoid(-0.42, -0.03, 0.55, 0.31, 0.42, 0.58, -840), // right lung
            new Ellipsoid(0.42, -0.03, 0.55, 0.31, 0.42, 0.58, -840), // left lung
            new Ellipsoid(0.12, 0.14, 0.66, 0.27, 0.24, 0.26, 45), // heart
            new Ellipsoid(0.1, 0.16, 0.68, 0.13, 0.12, 0.16, 130), // blood with contrast medium
            new Ellipsoid(-0.02, -0.3, 0.5, 0.055, 0.055, 0.9, 140), // aorta
            new Ellipsoid(0, -0.05, 0.2, 0.05, 0.05, 0.3, AIR), // trachea
            new Ellipsoid(0, -0.46, 0.5, 0.12, 0.1, 2.0, 420), // vertebra
            new Ellipsoid(0, -0.44, 0.5, 0.07, 0.06, 2.0, 180), // its marrow
            new Ellipsoid(0, 0.55, 0.45, 0.09, 0.025, 0.4, 500), // sternum
            new Ellipsoid(-0.38, 0.02, 1.02, 0.42, 0.4, 0.28, 65), // dome of the liver
            new Ellipsoid(0.5, 0.12, 0.42, 0.035, 0.035, 0.035, 60)); // the nodule to find

    private final int size;
    private final SplittableRandom noise;

    /**
     * @param size rows and columns of a slice
     * @param seed the same seed gives the same noise
     */
    ChestPhantom(int size, long seed) {
        this.size = size;
        this.noise = new SplittableRandom(seed);
    }

    /** The Hounsfield values of the slice at {@code z}, row by row from the front of the chest. */
    short[] slice(double z) {
        short[] values = new short[size * size];
        for (int row = 0; row < size; row++) {
            double y = 1 - 2.0 * row / (size - 1);
            for (int column = 0; column < size; column++) {
                double x = 2.0 * column / (size - 1) - 1;
                values[row * size + column] = (short) (at(x, y, z) + noise.nextInt(NOISE) - NOISE / 2);
            }
        }
        return values;
    }

    private static int at(double x, double y, double z) {
        int value = AIR;
        for (Ellipsoid organ : ORGANS) {
            if (organ.contains(x, y, z)) {
                value = organ.hounsfield();
            }
        }
        return isRib(x, y, z) ? 450 : value;
    }

    /** Ribs are a ring at the wall of the chest that slopes forward, cut through every few slices. */
    private static boolean isRib(double x, double y, double z) {
        double radius = Math.hypot(x / 0.76, y / 0.5);
        double along = (z + 0.12 * y) * 11;
        return radius > 0.97 && radius < 1.04 && along - Math.floor(along) < 0.35;
    }
}
