package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.TestDatabase;

class PostgresInstanceIndexTest implements InstanceIndexContract {
    @Override
    public InstanceIndex index() {
        return new PostgresInstanceIndex(TestDatabase.empty());
    }
}
