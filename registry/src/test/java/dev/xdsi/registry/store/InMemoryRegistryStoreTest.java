package dev.xdsi.registry.store;

import java.time.InstantSource;
import java.util.UUID;

class InMemoryRegistryStoreTest
        implements RegistryStoreContract,
                DocumentEntryCriteriaContract,
                PackageCriteriaContract,
                AssociationCriteriaContract,
                SubmissionContract,
                MomentContract,
                HappeningsContract {
    @Override
    public RegistryStore store() {
        return new InMemoryRegistryStore();
    }

    @Override
    public Watched watched() {
        InMemoryHappenings happenings = new InMemoryHappenings(InstantSource.system(), UUID::randomUUID);
        return new Watched(new InMemoryRegistryStore(happenings), happenings);
    }
}
