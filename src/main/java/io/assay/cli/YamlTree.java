package io.assay.cli;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML file as the JSON that it means, by the core schema of YAML 1.2: {@code yes} and {@code no} are words there, which
 * YAML 1.1 took for truth values, and dates and {@code 0123} are words as well.
 */
final class YamlTree {

    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|[1-9][0-9]*)");

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\.[0-9]+|(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

    private static final int DEEPEST = 64;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Path file;

    private YamlTree(Path file) {
        this.file = file;
    }

    /** Reads a file that holds an object. */
    static ObjectNode read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Node root = new Yaml(options).compose(reader);
            if (root instanceof MappingNode) {
                return (ObjectNode) new YamlTree(file).tree(root, 0);
            }
            throw new CommandException(ExitCodes.NOT_UNDERSTOOD, file + " must hold names and values");
        } catch (NoSuchFileException missing) {
            throw new CommandException(ExitCodes.NOT_UNDERSTOOD, "there is no file " + file);
        } catch (IOException | YAMLException unreadable) {
            throw new CommandException(
                    ExitCodes.NOT_UNDERSTOOD, file + " is not readable as YAML: " + unreadable.getMessage());
        }
    }

    private JsonNode tree(Node node, int depth) {
        if (depth > DEEPEST) {
            throw refused(node, "is nested too deeply");
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, depth);
            case SequenceNode sequence -> array(sequence, depth);
            case ScalarNode scalar -> value(scalar);
            default -> throw refused(node, "is nothing that JSON has");
        };
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        ObjectNode object = NODES.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw refused(entry.getKeyNode(), "must be a name");
            }
            if (object.has(key.getValue())) {
                throw refused(key, key.getValue() + " is given twice");
            }
            object.set(key.getValue(), tree(entry.getValueNode(), depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, int depth) {
        ArrayNode array = NODES.arrayNode();
        sequence.getValue().forEach(value -> array.add(tree(value, depth + 1)));
        return array;
    }

    private static JsonNode value(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
            return NODES.stringNode(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            default -> plain(text);
        };
    }

    private static JsonNode plain(String text) {
        String unsigned = text.startsWith("+") ? text.substring(1) : text;
        if (WHOLE.matcher(text).matches()) {
            return NODES.numberNode(new BigInteger(unsigned));
        }
        if (NUMBER.matcher(text).matches()) {
            return NODES.numberNode(new BigDecimal(unsigned));
        }
        return NODES.stringNode(text);
    }

    private CommandException refused(Node node, String words) {
        return new CommandException(
                ExitCodes.NOT_UNDERSTOOD,
                file + ", line " + (node.getStartMark().getLine() + 1) + ": " + words);
    }
}
