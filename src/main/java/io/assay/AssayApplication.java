package io.assay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** Starts the service. */
@SpringBootApplication
@Modulithic(systemName = "Assay")
public class AssayApplication {

    public static void main(String[] args) {
        SpringApplication.run(AssayApplication.class, args);
    }
}
