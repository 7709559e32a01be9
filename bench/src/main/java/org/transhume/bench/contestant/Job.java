package org.transhume.bench.contestant;

import java.nio.file.Path;
import java.util.List;

/**
 * One mailbox to copy.
 *
 * @param state a folder for whatever the tool remembers: empty at first, kept as long as its copy
 * @param doveadm how doveadm is called with the destination server's configuration
 */
public record Job(Account source, Account destination, Path state, List<String> doveadm) {
  public Job {
    doveadm = List.copyOf(doveadm);
  }
}
