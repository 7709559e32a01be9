package org.transhume.engine.content;

import java.util.Map;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.transhume.engine.endpoint.HeaderFields;

/**
 * What a person knows a message by. Untrusted text of the sender's, decoded, without control
 * characters, each field at most 200 characters, possibly empty.
 */
public record MessageLabel(String date, String from, String subject) {
  private static final int MAX_CHARS = 200;

  /** Reads what of the fields is shown to people; never throws. */
  public static MessageLabel of(HeaderFields fields) {
    Map<String, String> bodies = HeaderText.bodies(fields);
    return new MessageLabel(
        inert(bodies.getOrDefault("date", "")),
        inert(bodies.getOrDefault("from", "")),
        inert(bodies.getOrDefault("subject", "")));
  }

  private static String decoded(String body) {
    try {
      return DecoderUtil.decodeEncodedWords(body, DecodeMonitor.SILENT);
    } catch (RuntimeException e) {
      return body; // Hostile encodings are shown as they are.
    }
  }

  private static String inert(String body) {
    String decoded = decoded(body);
    String oneLine = decoded.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return oneLine.length() > MAX_CHARS ? oneLine.substring(0, MAX_CHARS - 1) + "…" : oneLine;
  }
}
