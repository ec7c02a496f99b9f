package dev.xdsi.repository.store;

import java.util.UUID;

/** What bytes are called before they have all come: by the deposit that brings them and their number within it. */
public record TemporaryName(UUID deposit, int number) {
    @Override
    public String toString() {
        return deposit + "/" + number;
    }
}
