package org.transhume.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.EvaluationResult;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> theProductKeeps() {
    JavaClasses product = Classes.ofTheProduct();
    return DynamicTest.stream(rules(), Rule::sentence, rule -> rule.rule().check(product));
  }

  @TestFactory
  Stream<DynamicTest> itsTestsKeep() {
    JavaClasses tests = Classes.ofTheTests();
    return DynamicTest.stream(
        SeamsAndWords.rulesOfTests().stream(), Rule::sentence, rule -> rule.rule().check(tests));
  }

  @TestFactory
  Stream<DynamicTest> bites() {
    return Stream.concat(rules(), SeamsAndWords.rulesOfTests().stream())
        .map(rule -> DynamicTest.dynamicTest(rule.sentence(), () -> bites(rule)));
  }

  /** Every method of every wrong class must be found, each breaks the rule in another way. */
  private static void bites(Rule rule) {
    EvaluationResult result = rule.rule().evaluate(Classes.of(rule.wrong()));

    String report = result.getFailureReport().toString();
    assertThat(result.hasViolation()).isTrue();
    assertThat(report).matches("(?s).*because ADR 00(0[1-7]|25): .*");
    for (Class<?> wrong : rule.wrong()) {
      assertThat(report).contains(wrong.getName());
      for (Method method : wrong.getDeclaredMethods()) {
        if (!method.isSynthetic()) {
          assertThat(report).contains(wrong.getName() + "." + method.getName() + "(");
        }
      }
    }
  }

  @Test
  void everyModuleIsLookedAt() {
    JavaClasses product = Classes.ofTheProduct();

    assertThat(product)
        .extracting(type -> type.getPackageName().replaceFirst("^org\\.transhume\\.", ""))
        .anyMatch(name -> name.equals("mail"))
        .anyMatch(name -> name.equals("imap"))
        .anyMatch(name -> name.startsWith("imap.testkit"))
        .anyMatch(name -> name.startsWith("engine"))
        .anyMatch(name -> name.equals("connector.imap"))
        .anyMatch(name -> name.equals("store"))
        .anyMatch(name -> name.equals("cli"))
        .anyMatch(name -> name.equals("soak"))
        .noneMatch(name -> name.contains("wrong"));
  }

  private static Stream<Rule> rules() {
    return Stream.of(Directions.rules(), LedgerAndSecrets.rules(), SeamsAndWords.rules())
        .flatMap(List::stream);
  }
}
