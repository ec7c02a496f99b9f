package dev.xdsi.audit.spool;

class InMemoryAuditSpoolTest implements AuditSpoolContract {
    @Override
    public AuditSpool spool() {
        return new InMemoryAuditSpool(CAPACITY);
    }
}
