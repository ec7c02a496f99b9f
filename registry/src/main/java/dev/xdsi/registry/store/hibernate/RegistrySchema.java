package dev.xdsi.registry.store.hibernate;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** The schema as Flyway makes it and Hibernate checks it; Hibernate itself never changes a table. */
final class RegistrySchema {
    private static final String NAME = "registry";
    private static final int BATCH = 50;

    private RegistrySchema() {}

    static SessionFactory open(DataSource dataSource) {
        Flyway.configure(RegistrySchema.class.getClassLoader())
                .dataSource(dataSource)
                .schemas(NAME)
                .locations("classpath:dev/xdsi/registry/db")
                .callbacks(new Unhurried())
                .load()
                .migrate();
        return new HibernatePersistenceConfiguration(NAME)
                .managedClasses(
                        ObjectRow.class,
                        ObjectKey.class,
                        DocumentEntryRow.class,
                        SubmissionSetRow.class,
                        FolderRow.class,
                        AssociationRow.class,
                        RegisteredIdRow.class,
                        UniqueIdRow.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                .property(MappingSettings.DEFAULT_SCHEMA, NAME)
                .property(MappingSettings.PHYSICAL_NAMING_STRATEGY, new PhysicalNamingStrategySnakeCaseImpl())
                .property(SchemaToolingSettings.HBM2DDL_AUTO, "validate")
                .property(BatchSettings.STATEMENT_BATCH_SIZE, BATCH)
                .property(BatchSettings.ORDER_INSERTS, true)
                .createEntityManagerFactory();
    }
}
