package org.transhume.connector.imap;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.Side;
import org.transhume.imap.ConnectionState;
import org.transhume.imap.EncodedMailboxName;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.ImapException;
import org.transhume.imap.RefusedException;
import org.transhume.imap.SelectOptions;
import org.transhume.imap.StatusItem;
import org.transhume.imap.TaggedResponse;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Sleeper;
import org.transhume.mail.SpecialUse;

/** An IMAP account mail is put into. It connects when it is first asked something. */
public final class ImapDestination implements MailDestination {
  private final Account account;

  /** A destination that is not connected yet. */
  public ImapDestination(ImapAccountSettings settings) {
    this(settings, Sleeper.system());
  }

  /** The same; {@code sleeper} waits before a login that was cut is tried again. */
  ImapDestination(ImapAccountSettings settings, Sleeper sleeper) {
    this.account = new Account(settings, Side.DESTINATION, sleeper);
  }

  @Override
  public Abilities abilities() {
    return account.abilities();
  }

  @Override
  public FolderList folders() {
    return account.folders();
  }

  @Override
  public DestinationFolder open(MailboxName name) {
    return WriteFolder.open(account, name);
  }

  @Override
  public void connectAhead(int folders) {
    account.connectAhead(folders);
  }

  @Override
  public Handle<Boolean> create(MailboxName name, Optional<SpecialUse> use) {
    if (name.isInbox()) {
      return Handle.of(false);
    }
    EncodedMailboxName wireName = account.wireName(name, Doing.CREATING);
    Optional<SpecialUse> asked = use.filter(_ -> account.capabilities().has("CREATE-SPECIAL-USE"));
    Supplier<Handle<Optional<String>>> plain =
        () -> send(Doing.CREATING, name, imap -> imap.create(wireName, Optional.empty()));
    Handle<Optional<String>> sent =
        asked.isEmpty()
            ? plain.get()
            : send(Doing.CREATING, name, imap -> imap.create(wireName, asked));
    return new Answer<>(
        sent,
        () -> {
          try {
            return created(sent);
          } catch (RefusedException e) {
            if (asked.isEmpty()) {
              return requireThere(name, wireName, e);
            }
            // What a folder is for is refused in many ways; without that it may do.
            return again(Doing.CREATING, name, () -> created(plain.get()));
          } catch (ImapException _) {
            return again(Doing.CREATING, name, () -> created(plain.get()));
          }
        });
  }

  /**
   * Some say NO to a folder that is there without saying why (Courier: "Cannot create this
   * folder"). If it has a status it is there.
   */
  private boolean requireThere(
      MailboxName name, EncodedMailboxName wireName, RefusedException refusal) {
    try {
      var _ =
          send(
                  Doing.CREATING,
                  name,
                  imap -> imap.status(wireName, EnumSet.of(StatusItem.UIDVALIDITY)))
              .await();
      return false;
    } catch (ImapException _) {
      throw account.faults().of(refusal, Doing.CREATING, name.text());
    }
  }

  /** Whether it was created now; one that is there already is as good. */
  private static boolean created(Handle<Optional<String>> sent) {
    try {
      var _ = sent.await();
      return true;
    } catch (RefusedException e) {
      if (e.hasCode("ALREADYEXISTS")
          || e.response().text().toLowerCase(Locale.ROOT).contains("already exists")) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Handle<Boolean> rename(MailboxName from, MailboxName to) {
    EncodedMailboxName old = account.wireName(from, Doing.RENAMING);
    EncodedMailboxName wireName = account.wireName(to, Doing.RENAMING);
    Handle<TaggedResponse> sent = send(Doing.RENAMING, from, imap -> rename(imap, old, wireName));
    return new Answer<>(
        sent,
        () -> {
          try {
            return sent.await().isOk();
          } catch (ImapException e) {
            // Never said twice: whether it was done shows in the next list.
            throw account.faults().of(e, Doing.RENAMING, from.text());
          }
        });
  }

  /** Courier renames no folder that is selected, nor one above it. */
  private static Handle<TaggedResponse> rename(
      ImapConnection imap, EncodedMailboxName old, EncodedMailboxName wireName) {
    leave(imap);
    return imap.rename(old, wireName);
  }

  private static void leave(ImapConnection imap) {
    if (imap.state() == ConnectionState.SELECTED) {
      if (imap.capabilities().has("UNSELECT")) {
        var _ = imap.unselect();
      } else {
        // Not CLOSE, which removes what is marked as deleted (RFC 9051 section 6.4.1).
        var _ = imap.examine(EncodedMailboxName.inbox(), SelectOptions.usual());
      }
    }
  }

  @Override
  public Handle<Boolean> delete(MailboxName name) {
    EncodedMailboxName wireName = account.wireName(name, Doing.DELETING);
    Handle<TaggedResponse> sent =
        send(
            Doing.DELETING,
            name,
            imap -> {
              leave(imap); // Dovecot hangs up on whoever has it selected.
              return imap.delete(wireName);
            });
    return new Answer<>(
        sent,
        () -> {
          try {
            return sent.await().isOk();
          } catch (ImapException e) {
            // Never said twice: whether it was done shows in the next list.
            throw account.faults().of(e, Doing.DELETING, name.text());
          }
        });
  }

  @Override
  public Handle<Boolean> subscribe(MailboxName name) {
    EncodedMailboxName wireName = account.wireName(name, Doing.SUBSCRIBING);
    return subscription(name, imap -> imap.subscribe(wireName));
  }

  @Override
  public Handle<Boolean> unsubscribe(MailboxName name) {
    EncodedMailboxName wireName = account.wireName(name, Doing.SUBSCRIBING);
    return subscription(name, imap -> imap.unsubscribe(wireName));
  }

  private Handle<Boolean> subscription(
      MailboxName name, Function<ImapConnection, Handle<TaggedResponse>> command) {
    Supplier<Handle<TaggedResponse>> plain = () -> send(Doing.SUBSCRIBING, name, command);
    Handle<TaggedResponse> sent = plain.get();
    return new Answer<>(
        sent,
        () -> {
          try {
            return sent.await().isOk();
          } catch (RefusedException e) {
            throw account.faults().of(e, Doing.SUBSCRIBING, name.text());
          } catch (ImapException _) {
            return again(Doing.SUBSCRIBING, name, () -> plain.get().await().isOk());
          }
        });
  }

  private <T> Handle<T> send(
      Doing doing, MailboxName name, Function<ImapConnection, Handle<T>> command) {
    return account.onConnection(doing, name.text(), command);
  }

  /** Says again, on another connection, what can be said twice and was not answered. */
  private boolean again(Doing doing, MailboxName name, BooleanSupplier command) {
    for (int tries = 1; ; tries++) {
      try {
        return command.getAsBoolean();
      } catch (ImapException e) {
        if (e instanceof RefusedException || tries == doing.deathsBorne()) {
          throw account.faults().of(e, doing, name.text());
        }
      }
    }
  }

  @Override
  public void close() {
    account.close();
  }
}
