package org.transhume.imap;

import java.util.Map;
import org.transhume.imap.wire.CommandText;

/** ID (RFC 2971). */
final class IdCommand extends Command<Map<String, String>> {
  private final Map<String, String> fields;
  private Map<String, String> told = Map.of();

  IdCommand(Map<String, String> fields) {
    super("ID", Kind.FREE);
    this.fields = fields;
  }

  @Override
  CommandText text() {
    if (fields.isEmpty()) {
      return new CommandText().raw("ID NIL");
    }
    var text = new CommandText().raw("ID (");
    boolean first = true;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      text.raw(first ? "" : " ").string(field.getKey()).raw(" ").string(field.getValue());
      first = false;
    }
    return text.raw(")");
  }

  @Override
  String ambiguity() {
    return name();
  }

  @Override
  boolean take(Untagged data) {
    if (data instanceof Untagged.IdData(Map<String, String> server)) {
      told = Map.copyOf(server);
      return true;
    }
    return false;
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, () -> told);
  }
}
