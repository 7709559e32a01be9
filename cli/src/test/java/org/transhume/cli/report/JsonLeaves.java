package org.transhume.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a JSON object for tests. */
public final class JsonLeaves {
  private JsonLeaves() {}

  /** The leaves of an object by their way down; the members of an array share one name. */
  public static Map<String, String> of(String json) {
    var leaves = new TreeMap<String, String>();
    read(json, leaves::put);
    return leaves;
  }

  /** The same, every leaf in the order in which it stands there, as "way=value". */
  public static List<String> inOrder(String json) {
    var leaves = new ArrayList<String>();
    read(json, (way, value) -> leaves.add(way + "=" + value));
    return leaves;
  }

  private static void read(String json, BiConsumer<String, String> leaves) {
    try (JsonParser parser =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), json)) {
      List<String> way = new ArrayList<>();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case PROPERTY_NAME -> way.add(parser.currentName());
          case START_ARRAY -> way.set(way.size() - 1, way.getLast() + "[]");
          case END_ARRAY -> way.removeLast();
          case END_OBJECT -> {
            if (!way.isEmpty() && !way.getLast().endsWith("[]")) {
              way.removeLast();
            }
          }
          case START_OBJECT -> {}
          default -> {
            leaves.accept(String.join(".", way), parser.getValueAsString());
            if (!way.getLast().endsWith("[]")) {
              way.removeLast();
            }
          }
        }
      }
    }
  }
}
