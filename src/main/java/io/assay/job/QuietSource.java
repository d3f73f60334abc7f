package io.assay.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Says once that the database is away and once that it is back, for db-scheduler asks for it again and again. */
final class QuietSource extends DelegatingDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(QuietSource.class);

    private final AtomicBoolean away = new AtomicBoolean();

    QuietSource(DataSource source) {
        super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            Connection connection = super.getConnection();
            if (away.getAndSet(false)) {
                LOG.info("Jobs go on: the database is back");
            }
            return connection;
        } catch (SQLException failure) {
            if (!away.getAndSet(true)) {
                LOG.warn("Jobs wait for the database: {}", failure.getMessage());
            }
            throw failure;
        }
    }
}
