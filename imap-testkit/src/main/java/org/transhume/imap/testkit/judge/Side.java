package org.transhume.imap.testkit.judge;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A mailbox of a person as the judge sees it. Folder names are in Unicode. */
public interface Side {

  /** Folders that can hold mail. */
  Set<String> folders();

  /** Subscribed names. */
  Set<String> subscriptions();

  /** Gives every message of a folder in the order of arrival. */
  void read(String folder, Consumer<Observation> each);

  /** The folders in a stable order. */
  default List<String> sortedFolders() {
    return folders().stream().sorted().toList();
  }
}
