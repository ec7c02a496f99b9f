package dev.xdsi.soap.server;

import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.XServiceProvider.Demand;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What tests of {@link XuaEndpoint} start with: one endpoint for all of a class, and drafts of assertions that would be accepted there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class XuaTest {
    XuaEndpoint endpoint;
    AssertionForge forge;
    Instant now;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        endpoint = new XuaEndpoint(folder, Demand.OPTIONAL, Demand.REQUIRED);
        forge = endpoint.forge;
        now = endpoint.now;
    }

    @AfterAll
    void stop() {
        endpoint.close();
    }

    AssertionDraft draft() {
        return forge.draft(now);
    }

    void refused(AssertionDraft draft, Refusal reason) throws IOException {
        refused(draft.signed(), reason);
    }

    void refused(String assertion, Refusal reason) throws IOException {
        endpoint.refused(endpoint.plain(), XuaEndpoint.withAssertion(assertion), reason);
    }

    Caller accepted(AssertionDraft draft) throws IOException {
        return accepted(draft.signed());
    }

    Caller accepted(String assertion) throws IOException {
        return endpoint.accepted(endpoint.plain(), XuaEndpoint.withAssertion(assertion));
    }
}
