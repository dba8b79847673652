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
import java.util.List;
import java.util.Map;

/** The figures for programs: all forks of all benchmarks, the rows made of them, and the aims, as JSON. */
final class Results {
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final List<Sheet> sheets;
    private final Map<String, Samples> figures;
    private final Rounds rounds;
    private final Machine machine;

    Results(List<Sheet> sheets, Map<String, Samples> figures, Rounds rounds, Machine machine) {
        this.sheets = sheets;
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
        ObjectNode all = root.putObject("sheets");
        sheets.forEach(sheet -> all.set(sheet.name(), sheet(sheet)));
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

    private ObjectNode sheet(Sheet sheet) {
        ObjectNode node = json.createObjectNode();
        ArrayNode rows = node.putArray("rows");
        sheet.rows().forEach(row -> rows.add(row(row)));
        ArrayNode aims = node.putArray("aims");
        sheet.aims().stream().filter(a -> a.isMeasured(sheet, figures)).forEach(aim -> aims.addObject()
                .put("row", aim.row()).put("against", aim.against()).put("limit", aim.limit())
                .put("ratio", aim.ratio(sheet, figures)).put("met", aim.met(sheet, figures)));
        node.set("allocating", json.valueToTree(Aim.allocating(sheet, figures)));
        return node;
    }

    private ObjectNode row(Row row) {
        double ours = figures.get(row.ours()).nanos();
        ObjectNode node = json.createObjectNode().put("name", row.name());
        node.putObject("ours").put("benchmark", row.ours()).put("ns", ours);
        row.others().forEach((column, benchmark) -> {
            if (figures.containsKey(benchmark)) {
                double nanos = figures.get(benchmark).nanos();
                node.putObject(column).put("benchmark", benchmark).put("ns", nanos).put("ratio", ours / nanos);
            }
        });
        return node;
    }
}
