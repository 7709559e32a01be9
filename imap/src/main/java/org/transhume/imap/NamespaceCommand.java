package org.transhume.imap;

import java.util.List;
import org.transhume.imap.wire.CommandText;

/** NAMESPACE (RFC 9051 section 6.3.10, RFC 2342). */
final class NamespaceCommand extends Command<Namespaces> {
  private Namespaces told = new Namespaces(List.of(), List.of(), List.of());

  NamespaceCommand() {
    super("NAMESPACE", Kind.FREE);
  }

  @Override
  CommandText text() {
    return new CommandText().raw("NAMESPACE");
  }

  @Override
  String ambiguity() {
    return name();
  }

  @Override
  boolean take(Untagged data) {
    if (data instanceof Untagged.NamespaceData(Namespaces namespaces)) {
      told = namespaces;
      return true;
    }
    return false;
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, () -> told);
  }
}
