package io.assay;

import io.assay.cli.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** Starts the service, or runs the command that the arguments name. */
@SpringBootApplication
@Modulithic(systemName = "Assay")
public class AssayApplication {

    public static void main(String[] args) {
        if (Commands.areIn(args)) {
            System.exit(Commands.run(args));
        }
        SpringApplication.run(AssayApplication.class, args);
    }
}
