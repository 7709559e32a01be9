package org.transhume.cli.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences by code, in the language of the person. A sentence holds {@code {name}} where a value
 * goes; what is put in is not read again, so that values may hold anything.
 */
public final class Texts {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z.]+)\\}");

  private final ResourceBundle bundle;

  private Texts(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /** The sentences in that language, in English where there is none. */
  public static Texts in(Locale locale) {
    return new Texts(
        ResourceBundle.getBundle(
            "org.transhume.cli.text.sentences",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  /** The sentence of that code as it stands, if there is one. */
  public Optional<String> find(String code) {
    return bundle.containsKey(code) ? Optional.of(bundle.getString(code)) : Optional.empty();
  }

  /**
   * The sentence of that code with its values.
   *
   * @throws IllegalArgumentException if there is none, or it asks for a value that is not given
   */
  public String get(String code, Map<String, String> values) {
    String sentence =
        find(code).orElseThrow(() -> new IllegalArgumentException("No sentence: " + code));
    return PLACE
        .matcher(sentence)
        .replaceAll(
            place -> {
              String value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException(code + " asks for " + place.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
