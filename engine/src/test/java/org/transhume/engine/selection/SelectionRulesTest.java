package org.transhume.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.transhume.engine.selection.NamePattern.Glob;
import org.transhume.engine.selection.NamePattern.Regex;
import org.transhume.engine.selection.SelectionRules.Kind;

class SelectionRulesTest {
  @Test
  void digestsEqualRulesEquallyInWhateverOrderTheyWereGiven() {
    var one =
        new SelectionRules(
            Set.of(Kind.SHARED, Kind.ALL_VIEW),
            true,
            Set.of("b\"", "a"),
            Set.of("t\\"),
            Set.of(),
            List.of(new Glob("y"), new Glob("x")),
            List.of(new Regex("x"), new Glob("x"), new Glob("x")),
            Set.of());
    var other =
        new SelectionRules(
            Set.of(Kind.ALL_VIEW, Kind.SHARED),
            true,
            Set.of("a", "b\""),
            Set.of("t\\"),
            Set.of(),
            List.of(new Glob("x"), new Glob("y")),
            List.of(new Glob("x"), new Regex("x")),
            Set.of());

    assertThat(one.digest())
        .isEqualTo(other.digest())
        .isEqualTo(
            "also=[SHARED, ALL_VIEW] subscribed=only folders=[\"a\",\"b\\\"\"] trees=[\"t\\\\\"]"
                + " uses=[] include=[\"glob x\",\"glob y\"] exclude=[\"glob x\",\"regex x\"]"
                + " excludeUses=[]");
  }

  @Test
  void digestsOtherRulesOtherwise() {
    assertThat(
            Stream.of(
                    SelectionRules.everything(),
                    rules(Set.of(Kind.SHARED), false, Set.of(), Set.of()),
                    rules(Set.of(), true, Set.of(), Set.of()),
                    rules(Set.of(), false, Set.of("a"), Set.of()),
                    rules(Set.of(), false, Set.of(), Set.of("a")),
                    rules(Set.of(), false, Set.of("a", "b"), Set.of()),
                    rules(Set.of(), false, Set.of("a\",\"b"), Set.of()),
                    including(new Glob("a")),
                    including(new Regex("a")),
                    new SelectionRules(
                        Set.of(),
                        false,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        List.of(),
                        List.of(new Glob("a")),
                        Set.of()))
                .map(SelectionRules::digest))
        .doesNotHaveDuplicates();
  }

  private static SelectionRules rules(
      Set<Kind> also, boolean subscribedOnly, Set<String> folders, Set<String> trees) {
    return new SelectionRules(
        also, subscribedOnly, folders, trees, Set.of(), List.of(), List.of(), Set.of());
  }

  private static SelectionRules including(NamePattern pattern) {
    return new SelectionRules(
        Set.of(), false, Set.of(), Set.of(), Set.of(), List.of(pattern), List.of(), Set.of());
  }
}
