package io.assay.model.mlflow;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names that MLflow takes for params and metrics: letters, digits, {@code _ - . /}, space; no path that means another; 250
 * characters at most. Colons are left out, for servers on Windows refuse them.
 */
final class Keys {

    private static final int LONGEST = 250;

    private static final Pattern UNFIT = Pattern.compile("[^\\p{L}\\p{N}_\\-. /]");

    private static final Pattern DOTS = Pattern.compile("\\.{1,2}");

    private Keys() {}

    /** The same values by fit names; names that become the same are told apart by a number. */
    static <V> Map<String, V> fit(Map<String, V> values) {
        Map<String, V> fit = new TreeMap<>();
        // Names that are fit stay as they are, whatever others become.
        values.forEach((name, value) -> {
            if (fit(name).equals(name)) {
                fit.put(name, value);
            }
        });
        LoggedRun.sorted(values).forEach((name, value) -> {
            String base = fit(name);
            if (!base.equals(name)) {
                String free = base;
                for (int number = 2; fit.containsKey(free); number++) {
                    String suffix = "_" + number;
                    free = base.substring(0, Math.min(base.length(), LONGEST - suffix.length())) + suffix;
                }
                fit.put(free, value);
            }
        });
        return fit;
    }

    static String fit(String name) {
        StringBuilder path = new StringBuilder();
        for (String part : UNFIT.matcher(name).replaceAll("_").split("/", -1)) {
            if (!path.isEmpty()) {
                path.append('/');
            }
            path.append(part.isEmpty() || DOTS.matcher(part).matches() ? "_" : part);
        }
        int end = Math.min(LONGEST, path.length());
        if (end < path.length() && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
