package org.transhume.connector.imap;

import java.util.Optional;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.Ahead;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.imap.EncodedMailboxName;
import org.transhume.imap.ImapException;
import org.transhume.imap.SelectOptions;
import org.transhume.imap.SelectedMailbox;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Sleeper;

/**
 * An IMAP account mail is read from. It connects when it is first asked something. Folders are
 * opened by EXAMINE and read by BODY.PEEK alone: no command it sends can change anything (invariant
 * I3).
 */
public final class ImapSource implements MailSource {
  private final Account account;

  /** A source that is not connected yet. */
  public ImapSource(ImapAccountSettings settings) {
    this(settings, Sleeper.system());
  }

  /** The same; {@code sleeper} waits before a login that was cut is tried again. */
  ImapSource(ImapAccountSettings settings, Sleeper sleeper) {
    this.account = new Account(settings, Side.SOURCE, sleeper);
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
  public OpenFolder open(MailboxName name) {
    EncodedMailboxName wireName = account.wireName(name, Doing.OPENING);
    var opened =
        account.open(
            Doing.OPENING,
            name.text(),
            imap -> imap.examine(wireName, SelectOptions.usual()).await());
    return new ReadFolder(new FolderConnection(account, name, opened));
  }

  @Override
  public Handle<OpenFolder> opening(MailboxName name, Ahead ahead) {
    EncodedMailboxName wireName = account.wireName(name, Doing.OPENING);
    Account.Opened<Examining> begun =
        account.begin(
            Doing.OPENING,
            name.text(),
            imap ->
                new Examining(
                    imap.examine(wireName, SelectOptions.usual()), AskedAhead.send(imap, ahead)));
    return new Answer<>(begun.value().examined(), () -> opened(name, begun));
  }

  /** A folder that is being opened, and what was asked along with it. */
  private record Examining(Handle<SelectedMailbox> examined, Optional<AskedAhead> asked) {}

  private OpenFolder opened(MailboxName name, Account.Opened<Examining> begun) {
    try {
      SelectedMailbox selected = begun.value().examined().await();
      var connection =
          new FolderConnection(account, name, new Account.Opened<>(begun.loan(), selected));
      begun.value().asked().ifPresent(asked -> connection.isUnderWay(asked.sent()));
      return new ReadFolder(connection, begun.value().asked());
    } catch (ImapException e) {
      account.drop(begun.loan());
      throw account.faults().of(e, Doing.OPENING, name.text());
    }
  }

  @Override
  public void connectAhead(int folders) {
    account.connectAhead(folders);
  }

  @Override
  public void close() {
    account.close();
  }
}
