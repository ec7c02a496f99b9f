package dev.xdsi.repository.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tables of a {@link DocumentIndex} for the tests of a class, without a document at the begin of each. */
public final class IndexDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private HikariDataSource source;

    public HikariDataSource source() {
        return source;
    }

    /** Forgets every document. */
    public void empty() throws SQLException {
        TestDatabase.empty(source);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        source = TestDatabase.open();
        TestDatabase.clear(source);
        DocumentIndex.migrate(source);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        empty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        source.close();
    }
}
