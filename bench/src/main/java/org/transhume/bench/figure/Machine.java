package org.transhume.bench.figure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where it was measured.
 *
 * @param processor its name
 * @param processors how many; client, servers and this program share them
 * @param versions of servers and tools, by their names
 */
public record Machine(String processor, int processors, Map<String, String> versions) {
  public Machine {
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
  }
}
