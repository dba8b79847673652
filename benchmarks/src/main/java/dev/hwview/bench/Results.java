// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The figures for programs: all forks of all benchmarks, the rows made of them, and the aims, as JSON. */
final class Results {
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Map<String, Samples> figures;
    private final Rounds rounds;
    private final Machine machine;

    Results(Map<String, Samples> figures, Rounds rounds, Machine machine) {
        this.figures = figures;
        this.rounds = rounds;
        this.machine = machine;
    }

    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        ObjectNode root = json.createObjectNode();
        root.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.set("machine", json.valueToTree(machine));
        root.set("rounds", json.valueToTree(rounds));
        ObjectNode benchmarks = root.putObject("benchmarks");
        figures.forEach((name, samples) -> benchmarks.set(name, benchmark(samples)));
        ArrayNode operations = root.putArray("operations");
        Operation.ALL.forEach(operation -> operations.add(operation(operation)));
        ArrayNode aims = root.putArray("aims");
        Aim.ALL.forEach(aim -> aims.addObject().put("operation", aim.operation()).put("against", aim.against())
                .put("limit", aim.limit()).put("ratio", aim.ratio(figures)).put("met", aim.met(figures)));
        root.set("allocating", json.valueToTree(Aim.allocating(figures)));
        json.writeValue(file.toFile(), root);
    }

    private ObjectNode benchmark(Samples samples) {
        ObjectNode node = json.createObjectNode();
        node.put("ns", samples.nanos()).put("fastest", samples.fastest()).put("slowest", samples.slowest())
                .put("bytes", samples.bytes());
        ArrayNode forks = node.putArray("forks");
        for (Samples.Fork fork : samples.forks()) {
            ObjectNode one = forks.addObject().put("fastest", fork.fastest()).put("mean", fork.mean());
            if (Double.isFinite(fork.error())) { // JSON has no NaN
                one.put("error", fork.error());
            }
            one.put("bytes", fork.bytes());
        }
        return node;
    }

    private ObjectNode operation(Operation operation) {
        ObjectNode node = json.createObjectNode().put("name", operation.name());
        side(node, "ours", operation, operation.ours());
        side(node, "raw", operation, operation.raw());
        side(node, "constant", operation, operation.constant());
        side(node, "direct", operation, operation.direct());
        side(node, "c", operation, operation.c());
        return node;
    }

    private void side(ObjectNode node, String side, Operation operation, String benchmark) {
        if (benchmark != null) {
            double nanos = figures.get(benchmark).nanos();
            node.putObject(side).put("benchmark", benchmark).put("ns", nanos)
                    .put("ratio", figures.get(operation.ours()).nanos() / nanos);
        }
    }
}
