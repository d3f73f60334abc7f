package io.assay.platform.security;

import io.assay.platform.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes a first admin key where calls need one and there is no other way in, and leaves it in a file that the owner of
 * the process alone can read. Runs before the service says that it is ready.
 */
final class InitialAdminKey implements ApplicationRunner {

    /** As audit trails name the service itself. */
    static final String MAKER = "assay";

    static final String FILE = "initial-admin-key";

    private static final String NAME = "initial-admin";

    private static final Logger LOG = LoggerFactory.getLogger(InitialAdminKey.class);

    private final ApiKeyRepository keys;

    private final AuditLog audit;

    private final TransactionOperations transactions;

    private final Path folder;

    InitialAdminKey(ApiKeyRepository keys, AuditLog audit, TransactionOperations transactions, Path folder) {
        this.keys = keys;
        this.audit = audit;
        this.transactions = transactions;
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transactions.executeWithoutResult(status -> {
            keys.lock();
            if (!keys.hasLive(Role.ADMIN)) {
                make();
            }
        });
    }

    /** The file first: a key that nobody could read would be in the way of a new one at the next start. */
    private void make() {
        KeyText key = KeyText.random(new SecureRandom());
        Path file = folder.resolve(FILE);
        try {
            write(key, file);
        } catch (IOException unwritable) {
            throw new UnusableSecurityException(
                    "Calls need a credential, there is none yet, and the first admin key cannot be written to " + file
                            + ": " + unwritable + ".",
                    "Set ASSAY_ADMIN_KEY, or make the folder writable for the user that runs the service.");
        }
        keys.insert(key, NAME + "-" + key.id(), Role.ADMIN, null, MAKER);
        audit.byTheService("initialAdminKey", FILE);
        LOG.info("Calls need a credential and there was none: an admin key was written to {}", file);
    }

    private void write(KeyText key, Path file) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve("unfinished-" + FILE + "-" + key.id());
        try {
            OwnerOnly.createFile(unfinished);
            Files.writeString(unfinished, key.text() + "\n", StandardOpenOption.SYNC);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
