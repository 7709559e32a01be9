package org.transhume.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;
import org.transhume.mail.Entropy;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;
import org.transhume.wrong.AsksTheTime;
import org.transhume.wrong.Prints;
import org.transhume.wrong.RollsDice;
import org.transhume.wrong.Sleeps;
import org.transhume.wrong.StringUtils;
import org.transhume.wrong.TakesTheMachinesClock;
import org.transhume.wrong.service.InPackageOfKind;
import org.transhume.wrong.unmarked.Unmarked;

/** Time, chance and output come from outside; names say what a thing is. */
final class SeamsAndWords {
  private SeamsAndWords() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of(
            "nobody sleeps but Sleeper",
            noClasses()
                .that()
                .doNotBelongToAnyOf(Sleeper.class)
                .and()
                // These wait for real servers and real processes, and delay real octets.
                .resideOutsideOfPackages("org.transhume.imap.testkit..", "org.transhume.soak..")
                .should()
                .accessTargetWhere(sleeps())
                .because("ADR 0004: a test must not wait, and a pause must be seen to be bounded"),
            Sleeps.class),
        Rule.of(
            "the time of day comes from a Clock that was given",
            noClasses()
                .should()
                .accessTargetWhere(asksForTheTimeOfDay())
                .because("ADR 0004: tests set the time"),
            AsksTheTime.class),
        Rule.of(
            "the machine's clocks are taken only where a program is put together",
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    "org.transhume.cli..",
                    "org.transhume.server..",
                    "org.transhume.bench..",
                    "org.transhume.soak..",
                    "org.transhume.imap.testkit..")
                .and()
                .doNotBelongToAnyOf(Ticker.class)
                .should()
                .accessTargetWhere(
                    call(equivalentTo(Clock.class), "system.*|tick.*")
                        .or(call(equivalentTo(System.class), "nanoTime")))
                .because("ADR 0004: Clock and Ticker are given, from one place in each program"),
            TakesTheMachinesClock.class),
        Rule.of(
            "chance is given, or has a seed",
            noClasses()
                .that()
                .doNotBelongToAnyOf(Entropy.class)
                .should()
                .accessTargetWhere(rollsDice())
                .because("ADR 0004: what happened once must be able to happen again"),
            RollsDice.class),
        Rule.of(
            "only programs print",
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    "org.transhume.cli..", "org.transhume.bench..", "org.transhume.soak..")
                .should()
                .accessTargetWhere(
                    call(equivalentTo(System.class), "out|err")
                        .or(call(assignableTo(Throwable.class), "printStackTrace")))
                .because("ADR 0004: output is the program's, a library returns or throws"),
            Prints.class),
        Rule.of(
            "no mocks, no Lombok, JSpecify for nullness",
            noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "org.mockito..",
                    "org.easymock..",
                    "org.powermock..",
                    "lombok..",
                    "jakarta.annotation..",
                    "javax.annotation..",
                    "org.jetbrains.annotations..",
                    "org.checkerframework..",
                    "edu.umd.cs.findbugs..")
                .because("ADR 0005: fakes with tests of their own, records, one word for null"),
            org.transhume.wrong.UsesMocks.class),
        Rule.of(
            "every package is null-marked",
            classes()
                .should(liveInPackageAnnotatedWith(NullMarked.class))
                .because("ADR 0005: what may be null says so, and the compiler holds it"),
            Unmarked.class),
        Rule.of(
            "a class is named for what it is",
            noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .because("ADR 0006: such a name is the place where anything may go"),
            StringUtils.class),
        Rule.of(
            "a package is a feature, not a kind of class",
            noClasses()
                .should()
                .resideInAnyPackage(
                    "..controller..",
                    "..service..",
                    "..repository..",
                    "..dto..",
                    "..util..",
                    "..common..",
                    "..impl..")
                .because("ADR 0006: what changes together lives together"),
            InPackageOfKind.class));
  }

  /** Tests are held to these: they wait for an event or set the clock, and use no mocks. */
  static List<Rule> rulesOfTests() {
    return List.of(
        Rule.of(
            "no test sleeps",
            noClasses()
                .should()
                .accessTargetWhere(sleeps())
                .because("ADR 0004: a sleeping test is slow on a good day and wrong on a bad one"),
            Sleeps.class),
        Rule.of(
            "no test mocks",
            noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.easymock..", "org.powermock..")
                .because("ADR 0005: a mock agrees with whoever wrote it"),
            org.transhume.wrong.UsesMocks.class));
  }

  private static DescribedPredicate<JavaAccess<?>> sleeps() {
    return call(equivalentTo(Thread.class), "sleep")
        .or(call(equivalentTo(TimeUnit.class), "sleep"))
        .or(call(equivalentTo(LockSupport.class), "park(Nanos|Until)"));
  }

  /** Calls of {@code now()} without a clock, and of the old ways. */
  private static DescribedPredicate<JavaAccess<?>> asksForTheTimeOfDay() {
    var nowWithoutClock =
        call(assignableTo(Temporal.class), "now")
            .and(
                DescribedPredicate.describe(
                    "without a Clock",
                    access -> !access.getTarget().getFullName().contains(Clock.class.getName())));
    return nowWithoutClock
        .or(call(equivalentTo(System.class), "currentTimeMillis"))
        .or(
            DescribedPredicate.describe(
                "new Date()",
                access -> access.getTarget().getFullName().equals("java.util.Date.<init>()")));
  }

  private static DescribedPredicate<JavaAccess<?>> rollsDice() {
    return withoutArguments(Random.class)
        .or(withoutArguments(SplittableRandom.class))
        .or(withoutArguments(java.security.SecureRandom.class))
        .or(call(equivalentTo(ThreadLocalRandom.class), "current"))
        .or(call(equivalentTo(RandomGenerator.class), "getDefault|of"))
        .or(call(equivalentTo(Math.class), "random"))
        .or(call(equivalentTo(UUID.class), "randomUUID"));
  }

  private static DescribedPredicate<JavaAccess<?>> withoutArguments(Class<?> type) {
    return DescribedPredicate.describe(
        "new " + type.getSimpleName() + "()",
        access -> access.getTarget().getFullName().equals(type.getName() + ".<init>()"));
  }

  /** An access, by call or by reference, to a member of that name. */
  private static DescribedPredicate<JavaAccess<?>> call(
      DescribedPredicate<? super JavaClass> owner, String name) {
    return targetOwner(owner).and(target(nameMatching(name))).forSubtype();
  }

  private static ArchCondition<JavaClass> liveInPackageAnnotatedWith(
      Class<? extends Annotation> annotation) {
    return new ArchCondition<>("live in a package annotated with @" + annotation.getSimpleName()) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked = item.getPackage().isAnnotatedWith(annotation);
        events.add(
            new SimpleConditionEvent(
                item, marked, item.getPackageName() + " of " + item.getName() + " is not marked"));
      }
    };
  }
}
