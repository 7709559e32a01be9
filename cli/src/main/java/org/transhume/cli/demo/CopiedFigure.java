package org.transhume.cli.demo;

import java.nio.file.Path;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads from a report of a pass how many messages it copied; docs/JSON.md has its shape. */
final class CopiedFigure {
  private CopiedFigure() {}

  static long in(Path report) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), report)) {
      boolean isInTotal = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME) {
          isInTotal |= parser.currentName().equals("total");
          if (isInTotal && parser.currentName().equals("copied")) {
            return parser.nextLongValue(-1);
          }
        }
      }
    }
    throw new IllegalStateException("no figures in " + report);
  }
}
