// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The captures among the test resources, and what tshark says of them. */
final class Captures {
    static final List<String> NAMES = List.of("veth.pcap", "veth.pcapng", "lo-nano.pcap", "lo-http.pcap");

    private Captures() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream stream = Captures.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }

    /** One map for each frame, of the fields that it has. */
    static List<Map<String, String>> fields(String name) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(
                Captures.class.getResourceAsStream(name + ".tsv.gz")), StandardCharsets.UTF_8))) {
            String[] names = lines.readLine().split("\t");
            List<Map<String, String>> frames = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] values = line.split("\t", -1);
                Map<String, String> frame = new HashMap<>();
                for (int i = 0; i < names.length; i++) {
                    if (!values[i].isEmpty()) {
                        frame.put(names[i], values[i]);
                    }
                }
                frames.add(frame);
            }
            return frames;
        }
    }
}
