package dev.xdsi.imaging.archive;

class InMemoryInstanceIndexTest implements InstanceIndexContract {
    @Override
    public InstanceIndex index() {
        return new InMemoryInstanceIndex();
    }
}
