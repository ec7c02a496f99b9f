package dev.xdsi.benchmarks;

import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;

/**
 * A folder with the data of a gateway that has so many entries registered. A note beside it says what was loaded and is written when all
 * of it is, so that a later run need not load it again.
 *
 * @param entries how many the usual patients have together, about
 * @param special who is loaded besides them
 */
record Stock(Path folder, long entries, List<Integer> special) {
    static Stock usual(Path folder, long entries) {
        return new Stock(folder, entries, List.of());
    }

    /** The number after the last of the usual patients. */
    int endOfPatients() {
        return Population.patientsOf(entries);
    }

    /** The gateway's. */
    Path data() {
        return folder.resolve("data");
    }

    private Path note() {
        return folder.resolve("loaded");
    }

    private String whatIsWanted() {
        return "population %d, entries %d, special patients %s%n".formatted(Population.VERSION, entries, special);
    }

    /** Loads what is not there yet. Nothing is ever removed: whatever else is in the folder is an error. */
    void fill(Benchmarks.Report report) throws IOException, InterruptedException {
        if (Files.exists(note())) {
            String found = Files.readString(note());
            if (!found.equals(whatIsWanted())) {
                throw new IOException(folder + " was loaded with " + found.strip() + ", and wanted is "
                        + whatIsWanted().strip() + ": name another folder, or delete this one");
            }
            report.row("entries found loaded in " + folder, (double) entries, "");
            return;
        }
        if (Files.exists(data())) {
            throw new IOException(
                    folder + " holds data that was not loaded to the end: name another folder, or delete this one");
        }
        load(report);
        Files.writeString(note(), whatIsWanted());
    }

    private void load(Benchmarks.Report report) throws IOException, InterruptedException {
        try (BulkDatabase database = BulkDatabase.open(data().resolve("postgresql"))) {
            HibernateRegistryStore.open(database.dataSource()).close();
            long all = entries + special.stream().mapToLong(Population::entries).sum();
            LoadProgress progress = new LoadProgress(report, all);
            IntStream patients = IntStream.concat(
                    special.stream().mapToInt(patient -> patient), IntStream.range(Population.FIRST, endOfPatients()));
            new BulkLoader(database.dataSource()).load(patients, progress);
            progress.done(database.bytes());
        }
    }

    /** The gateway brings an older schema up to date as it starts. One that is newer than the gateway would not be what it writes. */
    static void requireKnownSchema(DataSource database) throws IOException {
        Flyway registry = Flyway.configure(HibernateRegistryStore.class.getClassLoader())
                .dataSource(database)
                .schemas("registry")
                .locations("classpath:dev/xdsi/registry/db")
                .load();
        for (var migration : registry.info().applied()) {
            if (migration.getState() != MigrationState.SUCCESS) {
                throw new IOException("the schema was loaded by another version of the registry: migration "
                        + migration.getVersion() + " is " + migration.getState().getDisplayName());
            }
        }
    }
}
