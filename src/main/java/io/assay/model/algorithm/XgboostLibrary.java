package io.assay.model.algorithm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads XGBoost's native code, once, before anything of it is used.
 *
 * <p>Its threads wait for each other by spinning, and where other work keeps the processors busy they spin for it, so
 * that two threads take twenty times as long as one. How long they spin is read from the environment when the OpenMP
 * library is loaded, and from nowhere else; so it is put there, unless whoever started the service has done so.
 *
 * <p>Where the library lies beside its jar it is loaded from there, since nothing can be unpacked to a folder from which
 * nothing may be run; else the library unpacks itself.
 */
final class XgboostLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(XgboostLibrary.class);

    private static final String NAME = "xgboost4j";

    /** As many looks as take some microseconds: enough for threads that work on the same rows, little for anybody else. */
    private static final Map<String, String> WAITING = Map.of("OMP_WAIT_POLICY", "passive", "GOMP_SPINCOUNT", "1000");

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
                WAITING.forEach(XgboostLibrary::setIfUnset);
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

    @SuppressWarnings("restricted")
    private static void setIfUnset(String variable, String value) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup lookup = linker.defaultLookup();
        Optional<MemorySegment> setenv = lookup.find("setenv");
        if (setenv.isEmpty()) {
            LOG.debug("This system has no setenv: XGBoost's threads wait as they like");
            return;
        }
        MethodHandle call = linker.downcallHandle(
                setenv.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) call.invokeExact(arena.allocateFrom(variable), arena.allocateFrom(value), 0);
            LOG.debug("setenv {} {}: {}", variable, value, ignored);
        } catch (Throwable impossible) {
            throw new IllegalStateException("setenv cannot be called", impossible);
        }
    }
}
