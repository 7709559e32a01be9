package org.transhume.engine.endpoint;

import java.util.Optional;
import java.util.Set;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * One folder of an account as the endpoint lists it.
 *
 * @param selectable whether it can hold messages; a mere parent (\Noselect) can not
 * @param namespace whose folder it is
 * @param status what STATUS told, absent where it was not asked or refused
 */
public record ListedFolder(
    MailboxName name,
    boolean selectable,
    boolean subscribed,
    Set<SpecialUse> uses,
    Namespace namespace,
    Optional<FolderStatus> status) {
  /** Whose folders these are (RFC 2342 section 5). */
  public enum Namespace {
    PERSONAL,
    OTHER_USERS,
    SHARED
  }

  public ListedFolder {
    uses = Set.copyOf(uses);
  }
}
