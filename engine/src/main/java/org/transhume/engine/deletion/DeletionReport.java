package org.transhume.engine.deletion;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.mail.MailboxName;

/**
 * What a pass removed, or would.
 *
 * @param refusedBy the guards that kept it from being done; none if it was done, or planned
 * @param failure what ended the removal before its end, if something did
 * @param foldersGone folders of the destination that were removed, or would be
 */
public record DeletionReport(
    List<FolderRemovals> folders,
    Set<DeletionGuard> refusedBy,
    Optional<EndpointException> failure,
    List<MailboxName> foldersGone) {
  /** Nothing was asked for. */
  public static final DeletionReport NONE =
      new DeletionReport(List.of(), Set.of(), Optional.empty());

  /** A report without folders. */
  public DeletionReport(
      List<FolderRemovals> folders,
      Set<DeletionGuard> refusedBy,
      Optional<EndpointException> failure) {
    this(folders, refusedBy, failure, List.of());
  }

  public DeletionReport {
    folders = List.copyOf(folders);
    foldersGone = List.copyOf(foldersGone);
    refusedBy =
        refusedBy.isEmpty()
            ? Set.of()
            : java.util.Collections.unmodifiableSet(EnumSet.copyOf(refusedBy));
  }

  /** How many messages go, or would if nothing refused it. */
  public long messages() {
    return folders.stream().mapToLong(folder -> folder.uids().size()).sum();
  }

  /** Whether something was to be removed and a guard kept it from being done. */
  public boolean isRefused() {
    return !refusedBy.isEmpty();
  }
}
