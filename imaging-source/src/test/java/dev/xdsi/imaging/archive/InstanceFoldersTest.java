package dev.xdsi.imaging.archive;

import java.io.IOException;
import java.nio.file.Path;

class InstanceFoldersTest extends InstanceHomeContract {
    @Override
    InstanceHome open(Path ofOurs) throws IOException {
        return new InstanceFolders(folder);
    }

    @Override
    Path durable(StoredInstance instance) throws IOException {
        return new InstanceFolders(folder).path(instance);
    }
}
