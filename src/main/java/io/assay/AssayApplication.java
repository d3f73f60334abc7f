package io.assay;

import io.assay.cli.Commands;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** Starts the service, or runs the command that the arguments name. */
@SpringBootApplication
@Modulithic(systemName = "Assay")
public class AssayApplication {

    public static void main(String[] args) {
        Optional<String[]> settings = Commands.serving(args);
        if (settings.isEmpty()) {
            System.exit(Commands.run(AssayApplication.class, args));
        }
        SpringApplication.run(AssayApplication.class, settings.get());
    }
}
