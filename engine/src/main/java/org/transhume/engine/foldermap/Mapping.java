package org.transhume.engine.foldermap;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * One folder of the source and the one of the destination that takes its mail.
 *
 * @param exists whether the destination folder is there and can hold messages; else it is created
 * @param use what the destination folder is for, or is to be created for
 * @param changes what had to be changed about the name, to be reported; empty for most
 * @param wouldNowBe where the folder would be mapped if no earlier pass had mapped it; only with
 *     {@link MapRule#BEFORE}, and only if it is another place
 * @param isAskedElsewhere whether that other place is what a person asks for now, by naming the
 *     folder or one above it; else it is the servers' folders that have changed
 */
public record Mapping(
    ListedFolder source,
    MailboxName destination,
    MapRule rule,
    boolean exists,
    Optional<SpecialUse> use,
    Set<NameChange> changes,
    Optional<MailboxName> wouldNowBe,
    boolean isAskedElsewhere) {
  public Mapping {
    changes =
        changes.isEmpty()
            ? Set.of()
            : java.util.Collections.unmodifiableSet(EnumSet.copyOf(changes));
  }
}
