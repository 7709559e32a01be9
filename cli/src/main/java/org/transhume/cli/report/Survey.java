package org.transhume.cli.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a server tells of itself and of an account, without a folder being opened. All of it is the
 * server's word, untrusted.
 *
 * @param greeting the words it greeted with
 * @param software what it answers to ID, by field; often empty
 * @param capabilities those after login, in capitals
 * @param namespaces a line for each: whose it is, its prefix and separator
 * @param folders in the server's order
 * @param limits a line for each quota
 * @param appendLimitBytes the largest message, if it tells
 * @param messageLimit how many messages a command may be about, if that is limited
 */
public record Survey(
    String greeting,
    Map<String, String> software,
    Set<String> capabilities,
    List<String> namespaces,
    List<Folder> folders,
    List<String> limits,
    OptionalLong appendLimitBytes,
    OptionalLong messageLimit) {
  public Survey {
    software = Map.copyOf(software);
    capabilities = Set.copyOf(capabilities);
    namespaces = List.copyOf(namespaces);
    folders = List.copyOf(folders);
    limits = List.copyOf(limits);
  }

  /**
   * One folder.
   *
   * @param uses what it is for: {@code sent}; empty if nothing is told
   * @param messages how many it holds; absent for one that holds none because it cannot
   */
  public record Folder(String name, String uses, OptionalLong messages, OptionalLong sizeBytes) {}
}
