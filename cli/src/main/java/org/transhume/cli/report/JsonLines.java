package org.transhume.cli.report;

import java.io.Writer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * JSON objects in ASCII, one a line, so that neither the locale nor a hostile name can break a line
 * or a terminal. Safe for several threads: each object is written whole.
 */
public final class JsonLines {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final Writer out;

  /** Writes to {@code out}, which stays the caller's. */
  public JsonLines(Writer out) {
    this.out = out;
  }

  /** Writes one object, whose fields {@code fields} writes, and a line feed. */
  public void object(Consumer<JsonGenerator> fields) {
    synchronized (out) {
      try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
        json.writeStartObject();
        fields.accept(json);
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
  }
}
