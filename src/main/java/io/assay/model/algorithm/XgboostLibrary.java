package io.assay.model.algorithm;

import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * Loads XGBoost's native code, once, before anything of it is used.
 *
 * <p>Its threads wait for each other by spinning, as their OpenMP library is made to; {@link RoundThreads} sees to it that
 * they do so only where they keep nobody from working.
 *
 * <p>Where the library lies beside its jar it is loaded from there, since nothing can be unpacked to a folder from which
 * nothing may be run; else the library unpacks itself.
 */
final class XgboostLibrary {

    private static final String NAME = "xgboost4j";

    private XgboostLibrary() {}

    /**
     * Makes sure that it is loaded.
     *
     * @throws IllegalStateException where it cannot be: no library for this machine, or no OpenMP
     */
    static void load() {
        Loaded.once();
    }

    /** The JVM initialises it once, whoever comes first. */
    private static final class Loaded {

        static {
            try {
                besideJar().ifPresent(Loaded::from);
                Class.forName("ml.dmlc.xgboost4j.java.XGBoostJNI");
            } catch (ReflectiveOperationException missing) {
                throw new IllegalStateException("XGBoost is not what was built with", missing);
            }
        }

        static void once() {
            // Being called is all.
        }

        @SuppressWarnings("restricted")
        private static void from(Path library) {
            System.load(library.toString());
            try {
                // Its loader looks at nothing but this to know whether the library is there.
                Field initialized =
                        Class.forName("ml.dmlc.xgboost4j.java.NativeLibLoader").getDeclaredField("initialized");
                initialized.setAccessible(true);
                initialized.setBoolean(null, true);
            } catch (ReflectiveOperationException changed) {
                throw new IllegalStateException("XGBoost's loader is another one", changed);
            }
        }
    }

    /** Where the image has put it. */
    static Optional<Path> besideJar() {
        CodeSource source = Booster.class.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            return Optional.empty();
        }
        try {
            Path library = Path.of(source.getLocation().toURI()).resolveSibling(System.mapLibraryName(NAME));
            return Files.isRegularFile(library) ? Optional.of(library) : Optional.empty();
        } catch (URISyntaxException notAFile) {
            return Optional.empty();
        }
    }
}
