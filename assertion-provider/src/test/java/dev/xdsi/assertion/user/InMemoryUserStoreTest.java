package dev.xdsi.assertion.user;

class InMemoryUserStoreTest implements UserStoreContract {
    @Override
    public UserStore store() {
        return new InMemoryUserStore();
    }
}
