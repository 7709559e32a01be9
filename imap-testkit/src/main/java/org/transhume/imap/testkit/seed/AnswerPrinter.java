package org.transhume.imap.testkit.seed;

import java.util.List;
import java.util.stream.Collectors;
import org.transhume.imap.testkit.wire.ImapText;
import org.transhume.imap.testkit.wire.Value;

/** Prints responses in one line each, for assertions and messages. */
final class AnswerPrinter {
  private AnswerPrinter() {}

  static String print(Untagged response) {
    return switch (response) {
      case Untagged.Status(String kind, String text) -> kind + " " + text;
      case Untagged.Numbered(long number, String name, List<Value> values) ->
          (number + " " + name + " " + print(values)).strip();
      case Untagged.Data(String name, List<Value> values) -> (name + " " + print(values)).strip();
    };
  }

  private static String print(List<Value> values) {
    return values.stream().map(AnswerPrinter::print).collect(Collectors.joining(" "));
  }

  private static String print(Value value) {
    return switch (value) {
      case Value.Text text -> text.isAtom() ? text.text() : ImapText.quoted(text.text());
      case Value.Items(List<Value> values) -> "(" + print(values) + ")";
      case Value.Consumed(Object result) -> String.valueOf(result);
    };
  }
}
