package dev.xdsi.dicom.codec.jpeg2000;

/** For each code-block the decoder of how it is coded; each keeps its arrays from block to block. */
record BlockDecoders(BlockDecoder bitPlanes, BlockDecoder highThroughput) {
    /** @param packets of a tile */
    static BlockDecoders of(byte[] packets) {
        SegmentBytes bytes = new SegmentBytes(packets);
        return new BlockDecoders(new BitPlaneDecoder(bytes), new HtBlockDecoder(bytes));
    }

    BlockDecoder of(CodeBlock block) {
        return block.isHighThroughput() ? highThroughput : bitPlanes;
    }
}
