package io.assay.model.registry;

import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Customers who leave the sooner the fewer they call and the more they pay, with what they do beside that says nothing. */
public final class Churn {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Churn() {}

    /** So many of them, others for each seed. */
    public static ObjectNode customers(int rows, long seed) {
        Random random = new Random(seed);
        ObjectNode columns = JSON.createObjectNode();
        ArrayNode calls = columns.putArray("calls");
        ArrayNode price = columns.putArray("price");
        ArrayNode noise = columns.putArray("noise");
        ArrayNode left = columns.putArray("left");
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            calls.add(a);
            price.add(b);
            noise.add(random.nextGaussian());
            left.add(random.nextDouble() < 1 / (1 + Math.exp(1.6 * a - 1.1 * b)) ? "yes" : "no");
        }
        ObjectNode data = JSON.createObjectNode();
        data.set("columns", columns);
        return data;
    }

    /** A training on some of the columns, each of which says what it means. */
    public static ObjectNode training(ObjectNode data, String... columns) {
        ObjectNode request = JSON.createObjectNode()
                .put("target", "left")
                .put("positive", "yes")
                .put("algorithm", "logistic_regression")
                .put("calibration", "none")
                .put("cv", 3)
                .put("explain", false);
        request.set("data", data);
        ArrayNode features = request.putObject("pipeline").putArray("features");
        for (String column : columns) {
            features.addObject()
                    .put("name", column)
                    .put("column", column)
                    .put("meaning", "The " + column + " of last month, standardised");
        }
        return request;
    }
}
