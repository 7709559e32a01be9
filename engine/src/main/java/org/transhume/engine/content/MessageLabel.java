package org.transhume.engine.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.transhume.engine.endpoint.HeaderFields;

/**
 * What a person knows a message by. Untrusted text of the sender's, decoded, without control
 * characters, each field at most 200 characters, possibly empty.
 */
public record MessageLabel(String date, String from, String subject) {
  private static final int MAX_CHARS = 200;

  /** Reads what of the fields is shown to people; never throws. */
  public static MessageLabel of(HeaderFields fields) {
    Map<String, String> shown = new HashMap<>();
    try {
      read(fields, shown);
    } catch (MimeException | IOException | RuntimeException e) {
      shown.putIfAbsent("subject", ""); // Hostile headers: what was read before them is shown.
    }
    return new MessageLabel(
        shown.getOrDefault("date", ""),
        shown.getOrDefault("from", ""),
        shown.getOrDefault("subject", ""));
  }

  private static void read(HeaderFields fields, Map<String, String> shown)
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
        Field field = tokens.getField();
        shown.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), inert(field.getBody()));
      }
    }
  }

  private static String inert(String body) {
    String decoded = DecoderUtil.decodeEncodedWords(body, DecodeMonitor.SILENT);
    String oneLine = decoded.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return oneLine.length() > MAX_CHARS ? oneLine.substring(0, MAX_CHARS - 1) + "…" : oneLine;
  }
}
