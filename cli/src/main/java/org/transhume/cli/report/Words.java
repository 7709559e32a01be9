package org.transhume.cli.report;

import java.util.Locale;

/** The words of programs for our own enums. */
public final class Words {
  private Words() {}

  /** The name of a constant in small letters. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
