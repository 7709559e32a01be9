package org.transhume.cli.imapsync;

import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.EmptyFolder;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.mail.MailboxName;

/**
 * The folders of a source without what is in them, and those that are empty anyway if they are
 * wanted.
 */
final class HollowSource implements MailSource {
  private final MailSource inner;
  private final boolean withEmpty;

  HollowSource(MailSource inner, boolean withEmpty) {
    this.inner = inner;
    this.withEmpty = withEmpty;
  }

  @Override
  public Abilities abilities() {
    return inner.abilities();
  }

  @Override
  public FolderList folders() {
    FolderList listed = inner.folders();
    return new FolderList(
        listed.separator(),
        listed.prefix(),
        listed.folders().stream()
            .filter(
                folder ->
                    withEmpty || folder.status().filter(status -> status.messages() == 0).isEmpty())
            .map(
                folder ->
                    new ListedFolder(
                        folder.name(),
                        folder.selectable(),
                        folder.subscribed(),
                        folder.uses(),
                        folder.namespace(),
                        folder.status().map(_ -> EmptyFolder.STATUS)))
            .toList());
  }

  @Override
  public OpenFolder open(MailboxName name) {
    return new EmptyFolder();
  }

  @Override
  public void close() {
    inner.close();
  }
}
