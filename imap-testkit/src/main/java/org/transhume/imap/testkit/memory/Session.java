package org.transhume.imap.testkit.memory;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server remembers of one connection; its thread alone changes it. */
final class Session {
  final MemoryImapServer server;
  final int number;
  final Set<Extension> enabled = EnumSet.noneOf(Extension.class);
  private @Nullable MemoryAccount account;
  private @Nullable SelectedView view;
  boolean isLoggedOut;

  Session(MemoryImapServer server, int number) {
    this.server = server;
    this.number = number;
  }

  MemoryOptions options() {
    return server.options();
  }

  boolean has(Extension extension) {
    return options().has(extension);
  }

  boolean hasCondstore() {
    return enabled.contains(Extension.CONDSTORE);
  }

  Optional<MemoryAccount> user() {
    return Optional.ofNullable(account);
  }

  Optional<SelectedView> selected() {
    return Optional.ofNullable(view);
  }

  void logIn(MemoryAccount who) {
    account = who;
  }

  void select(@Nullable SelectedView selected) {
    view = selected;
  }

  /** The account; BAD before login. */
  MemoryAccount account() {
    if (account == null) {
      throw Refusal.bad("Not authenticated");
    }
    return account;
  }

  /** The selected mailbox; BAD if there is none. */
  SelectedView view() {
    account();
    if (view == null) {
      throw Refusal.bad("No mailbox selected");
    }
    return view;
  }

  /** The selected mailbox, to change it; NO after EXAMINE. */
  SelectedView writableView() {
    SelectedView selected = view();
    if (selected.isReadOnly) {
      throw Refusal.no("[READ-ONLY] Mailbox is read-only");
    }
    return selected;
  }

  /** The mailbox of that wire name; NO with the given response code if it is not there. */
  MemoryMailbox mailbox(String name, String code) {
    return account()
        .get(name)
        .orElseThrow(() -> Refusal.no("[" + code + "] Mailbox doesn't exist: " + name));
  }

  /** Refuses a command that an extension brings when the extension is switched off. */
  void require(Extension extension, String command) {
    if (!has(extension)) {
      throw Refusal.bad("Unknown command " + command);
    }
  }
}
