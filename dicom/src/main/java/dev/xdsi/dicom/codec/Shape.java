package dev.xdsi.dicom.codec;

/** How large a picture is, in pixels, and of how many components. What is decoded must have the shape that was expected. */
public record Shape(int columns, int rows, int components) {
    private static final int MOST_COMPONENTS = 4;

    public Shape {
        if (columns < 1 || rows < 1 || components < 1 || components > MOST_COMPONENTS) {
            throw new IllegalArgumentException("no picture has " + columns + " by " + rows + " by " + components);
        }
    }

    public int pixels() {
        return Math.multiplyExact(columns, rows);
    }

    /** Before memory is taken for it. */
    public void require(int foundColumns, int foundRows, int foundComponents) throws BadCodestreamException {
        if (foundColumns != columns || foundRows != rows || foundComponents != components) {
            throw new BadCodestreamException("The compressed picture has " + foundColumns + " by " + foundRows
                    + " pixels of " + foundComponents + " components, and should have " + columns + " by " + rows
                    + " of " + components + ".");
        }
    }
}
