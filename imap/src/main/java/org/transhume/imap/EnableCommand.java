package org.transhume.imap;

import java.util.List;
import org.transhume.imap.wire.CommandText;

/** ENABLE (RFC 9051 section 6.3.1, RFC 5161). */
final class EnableCommand extends Command<Capabilities> {
  private final Session session;
  private final List<String> wanted;
  private Capabilities enabled = Capabilities.none();
  private boolean told;

  EnableCommand(Session session, List<String> wanted) {
    super("ENABLE", Kind.FREE);
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("ENABLE of nothing");
    }
    this.session = session;
    this.wanted = List.copyOf(wanted);
  }

  @Override
  CommandText text() {
    var text = new CommandText().raw("ENABLE");
    wanted.forEach(capability -> text.raw(" ").atom(capability));
    return text;
  }

  @Override
  String ambiguity() {
    return name();
  }

  @Override
  boolean take(Untagged data) {
    if (data instanceof Untagged.Enabled(Capabilities now)) {
      enabled = now;
      told = true;
      return true;
    }
    return false;
  }

  @Override
  void answered(TaggedResponse tagged) {
    if (tagged.isOk() && !told) {
      session.quirks().report(Quirk.MISSING_ENABLED, String.join(" ", wanted));
    }
    if (enabled.has("UTF8=ACCEPT") || enabled.has("IMAP4REV2")) {
      session.facts().namesAreUtf8(); // RFC 6855 section 3, RFC 9051 section 5.1
    }
    completeIfOk(tagged, () -> enabled);
  }
}
