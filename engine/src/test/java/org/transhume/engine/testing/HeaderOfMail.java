package org.transhume.engine.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.HeaderFields;

/**
 * What a server answers to {@code BODY[HEADER.FIELDS (…)]}: the fields as they stand in the message
 * and an empty line. Shares no code with what reads it.
 */
final class HeaderOfMail {
  private HeaderOfMail() {}

  static HeaderFields identityFields(ByteBuffer message) {
    return fields(message, Identity.FIELDS);
  }

  static HeaderFields identityAndReceivedFields(ByteBuffer message) {
    var names = new ArrayList<>(Identity.FIELDS);
    names.add("Received");
    return fields(message, names);
  }

  private static HeaderFields fields(ByteBuffer message, List<String> names) {
    String text = ISO_8859_1.decode(message.duplicate()).toString();
    String header = ("\n" + text).split("\n\r*\n", 2)[0];
    String fields =
        Arrays.stream(header.split("\r?\n(?![ \t])"))
            .filter(field -> names.stream().anyMatch(name -> isNamed(field, name)))
            .map(field -> field + "\r\n")
            .collect(Collectors.joining());
    return HeaderFields.copyOf(ByteBuffer.wrap((fields + "\r\n").getBytes(ISO_8859_1)));
  }

  static String subject(ByteBuffer message) {
    String header = ISO_8859_1.decode(message.duplicate()).toString().split("\r?\n\r?\n", 2)[0];
    return Arrays.stream(header.split("\r?\n(?![ \t])"))
        .filter(field -> isNamed(field, "Subject"))
        .findFirst()
        .orElse("");
  }

  private static boolean isNamed(String field, String name) {
    int colon = field.indexOf(':');
    return colon > 0
        && field
            .substring(0, colon)
            .stripTrailing()
            .toLowerCase(Locale.ROOT)
            .equals(name.toLowerCase(Locale.ROOT));
  }
}
