package dev.xdsi.registry.patients;

class InMemoryPatientStoreTest implements PatientStoreContract, PatientMergeContract {
    private final PatientStore store = new InMemoryPatientStore();

    @Override
    public PatientStore store() {
        return store;
    }
}
