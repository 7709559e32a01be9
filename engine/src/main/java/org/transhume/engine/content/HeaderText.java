package org.transhume.engine.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.transhume.engine.endpoint.HeaderFields;

/** Header fields as text, for people and for dates. */
final class HeaderText {
  private HeaderText() {}

  /**
   * The body of the first field of each name, unfolded, by the name in lower case. Never throws: of
   * hostile headers comes what was read before they became so.
   */
  static Map<String, String> bodies(HeaderFields fields) {
    Map<String, String> bodies = new HashMap<>();
    try {
      read(fields, bodies);
    } catch (MimeException | IOException | RuntimeException e) {
      return bodies;
    }
    return bodies;
  }

  private static void read(HeaderFields fields, Map<String, String> bodies)
      throws MimeException, IOException {
    ByteBuffer header = fields.bytes();
    var octets = new byte[header.remaining()];
    header.get(octets);
    var tokens = new MimeTokenStream(MimeConfig.PERMISSIVE);
    tokens.parse(new ByteArrayInputStream(octets));
    for (EntityState state = tokens.getState();
        state != EntityState.T_END_HEADER && state != EntityState.T_END_OF_STREAM;
        state = tokens.next()) {
      if (state == EntityState.T_FIELD) {
        bodies.putIfAbsent(
            tokens.getField().getName().toLowerCase(Locale.ROOT), tokens.getField().getBody());
      }
    }
  }
}
