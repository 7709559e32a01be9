package org.transhume.imap.testkit.memory;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Decides what goes wrong; asked by the connections' threads, so it must be thread-safe. */
@FunctionalInterface
public interface FaultPlan {

  Fault at(Moment moment, CommandCall call);

  static FaultPlan none() {
    return (moment, call) -> new Fault.None();
  }

  /** The fault strikes each time a command matches at that moment. */
  static FaultPlan always(Moment moment, Predicate<CommandCall> which, Fault fault) {
    return (at, call) -> at == moment && which.test(call) ? fault : new Fault.None();
  }

  /** The fault strikes the first time a command matches at that moment and never again. */
  static FaultPlan once(Moment moment, Predicate<CommandCall> which, Fault fault) {
    return times(1, moment, which, fault);
  }

  /** The fault strikes the first {@code times} times a command matches at that moment. */
  static FaultPlan times(int times, Moment moment, Predicate<CommandCall> which, Fault fault) {
    var left = new AtomicInteger(times);
    return (at, call) ->
        at == moment && which.test(call) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0
            ? fault
            : new Fault.None();
  }

  /** Commands of this name, such as {@code APPEND} or {@code UID FETCH}. */
  static Predicate<CommandCall> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return call -> call.name().equals(upper);
  }

  /** The n-th command of this name at the server, counted from 1. */
  static Predicate<CommandCall> nth(int n, String name) {
    return named(name).and(call -> call.nth() == n);
  }

  /** This plan, and where it has nothing, the other. */
  default FaultPlan orElse(FaultPlan other) {
    return (moment, call) -> {
      Fault fault = at(moment, call);
      return fault instanceof Fault.None ? other.at(moment, call) : fault;
    };
  }
}
