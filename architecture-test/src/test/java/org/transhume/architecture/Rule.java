package org.transhume.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * One rule of the architecture.
 *
 * @param sentence what holds, as a person would say it
 * @param rule the same for ArchUnit, with its reason and the number of the ADR
 * @param wrong classes that break it on purpose, to prove that it bites
 */
record Rule(String sentence, ArchRule rule, List<Class<?>> wrong) {
  Rule {
    if (wrong.isEmpty()) {
      throw new IllegalArgumentException("Nothing proves that this rule bites: " + sentence);
    }
    wrong = List.copyOf(wrong);
  }

  /** A rule about classes that need not exist yet. */
  static Rule of(String sentence, ArchRule rule, Class<?>... wrong) {
    return new Rule(sentence, rule.allowEmptyShould(true), List.of(wrong));
  }

  @Override
  public String toString() {
    return sentence;
  }
}
