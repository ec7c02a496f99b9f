package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.DocumentRewrapping;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.sealed.Rewrapped;
import dev.xdsi.repository.store.sealed.Rewrapping;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "storage", description = "Looks after documents where they are kept.", mixinStandardHelpOptions = true)
final class StorageCommand {

    @Command(
            name = "rewrap",
            description =
                    "Wraps the keys of all encrypted documents by the current master key, without encrypting them anew, and encrypts"
                            + " those that are not; then no other master key is needed. It can be interrupted and begun again.",
            footer = {
                "",
                "The gateway must be stopped, unless its documents are in a bucket and its database is not its own: then",
                "restart every gateway with the current key first.",
                "Exit code 1 when some failed."
            },
            mixinStandardHelpOptions = true)
    static final class Rewrap implements Callable<Integer> {
        private static final int SHOW_EVERY = 100;

        private final Console console;

        @Mixin
        Options options = new Options();

        Rewrap(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Rewrapped done = DocumentRewrapping.run(options.configuration(), System.getenv(), new Rewrapping.Watch() {
                @Override
                public void progress(Rewrapped soFar, long ofAll) {
                    if (soFar.all() % SHOW_EVERY == 0 || soFar.all() == ofAll) {
                        console.progress(soFar.all() + " of " + ofAll);
                    }
                }

                @Override
                public void failed(ContentName name, IOException why) {
                    console.say(name + ": " + why.getMessage());
                }
            });
            console.result("wrapped anew %d, encrypted %d, were so already %d, failed %d"
                    .formatted(done.wrapped(), done.encrypted(), done.current(), done.failed()));
            console.say(
                    done.failed() == 0
                            ? "No other master key is needed any more, except for backups."
                            : "Keep the other master keys: what failed is as it was.");
            return done.failed() == 0 ? 0 : 1;
        }
    }
}
