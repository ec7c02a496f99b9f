package dev.xdsi.audit.repository;

class InMemoryAuditRecordStoreTest implements AuditRecordStoreContract {
    @Override
    public AuditRecordStore store() {
        return new InMemoryAuditRecordStore();
    }
}
