package org.transhume.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object as the product writes them. Asking for a field that is not there, or is of another
 * kind, is an error; null is as good as absent.
 */
record Json(Map<String, Object> fields) {
  private static final JsonFactory FACTORY = new JsonFactory();

  Json {
    fields = Map.copyOf(fields);
  }

  static Json object(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return object(parser);
    }
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  String text(String name) {
    return field(name, String.class);
  }

  Optional<String> textIfAny(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  long number(String name) {
    return field(name, Long.class);
  }

  boolean isTrue(String name) {
    return field(name, Boolean.class);
  }

  Json object(String name, Json ifAbsent) {
    return has(name) ? field(name, Json.class) : ifAbsent;
  }

  Json child(String name) {
    return field(name, Json.class);
  }

  List<Json> children(String name) {
    return ((List<?>) field(name, List.class)).stream().map(Json.class::cast).toList();
  }

  private <T> T field(String name, Class<T> type) {
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw new SoakException("no " + type.getSimpleName() + " " + name + " in " + fields.keySet());
    }
    return type.cast(value);
  }

  private static Json object(JsonParser parser) {
    var fields = new HashMap<String, Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      value(parser).ifPresent(value -> fields.put(name, value));
    }
    return new Json(fields);
  }

  private static List<Object> list(JsonParser parser) {
    var items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser).ifPresent(items::add);
    }
    return items;
  }

  private static Optional<Object> value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> Optional.of(object(parser));
      case START_ARRAY -> Optional.of(list(parser));
      case VALUE_STRING -> Optional.of(parser.getString());
      case VALUE_NUMBER_INT -> Optional.of(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> Optional.of(parser.getDoubleValue());
      case VALUE_TRUE -> Optional.of(true);
      case VALUE_FALSE -> Optional.of(false);
      case VALUE_NULL -> Optional.empty();
      case null, default -> throw new SoakException("not JSON at " + parser.currentLocation());
    };
  }
}
