package org.transhume.imap.testkit.memory;

import java.util.List;
import org.transhume.imap.testkit.wire.Value;

/** A command that has been read: name in upper case, {@code UID} joined to what follows it. */
record Command(String tag, String name, List<Value> arguments) {
  Command {
    arguments = List.copyOf(arguments);
  }

  Value argument(int index) {
    if (index >= arguments.size()) {
      throw Refusal.bad(name + ": missing argument");
    }
    return arguments.get(index);
  }

  void expectArguments(int count) {
    if (arguments.size() != count) {
      throw Refusal.bad(name + ": " + count + " arguments expected, found " + arguments.size());
    }
  }
}
