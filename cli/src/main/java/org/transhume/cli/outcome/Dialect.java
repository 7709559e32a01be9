package org.transhume.cli.outcome;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.transhume.cli.text.Texts;
import org.transhume.engine.endpoint.Side;

/** How the options are called that a sentence tells the person to use. */
public enum Dialect {
  TRANSHUME("--source", "--destination"),
  IMAPSYNC("1", "2");

  private final String source;
  private final String destination;

  Dialect(String source, String destination) {
    this.source = source;
    this.destination = destination;
  }

  /** The options by their place in a sentence, {@code opt.password} and so on. */
  Map<String, String> options(Texts texts, Side side) {
    var values = Map.of("side", side == Side.SOURCE ? source : destination);
    var options = new TreeMap<String, String>();
    for (Knob knob : Knob.values()) {
      String name = knob.name().toLowerCase(Locale.ROOT);
      options.put("opt." + name, texts.get(name() + "." + name, values));
    }
    return options;
  }

  /** What sentences tell people to turn. */
  private enum Knob {
    HOST,
    USER,
    PASSWORD,
    IMPLICIT,
    STARTTLS,
    PLAIN,
    FINGERPRINT,
    AUTHORITY,
    TIMEOUT,
    STATE,
    AGAIN,
    TWO,
    EXCLUDE,
    SEARCH
  }
}
