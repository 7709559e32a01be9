package org.transhume.imap.testkit.memory;

import java.util.List;
import java.util.stream.Collectors;
import org.transhume.imap.testkit.wire.Value;

/** Prints a command's arguments for logs and fault plans: no secrets, no message bytes. */
final class CommandPrinter {
  private static final int MAX_TEXT = 500;

  private CommandPrinter() {}

  static String print(String name, List<Value> arguments) {
    return name.equals("LOGIN") || name.equals("AUTHENTICATE") ? "***" : join(arguments);
  }

  private static String join(List<Value> values) {
    return values.stream().map(CommandPrinter::print).collect(Collectors.joining(" "));
  }

  private static String print(Value value) {
    return switch (value) {
      case Value.Text text -> cut(text.isAtom() ? text.text() : '"' + text.text() + '"');
      case Value.Items(List<Value> values) -> "(" + join(values) + ")";
      case Value.Consumed(Object result) -> "{" + result + "}";
    };
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }
}
