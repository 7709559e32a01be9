package org.transhume.cli.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a server tells of itself and of an account, without a folder being opened. All of it is the
 * server's word, untrusted.
 *
 * @param entrance the way in
 * @param isInside whether somebody was logged in; what follows the greeting is little otherwise
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
    Entrance entrance,
    boolean isInside,
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
   * The way in, as it looks from outside.
   *
   * @param encryption {@code implicit}, {@code starttls} or {@code plain}
   * @param certificate the one that was presented, unless there is no TLS
   * @param announced the capabilities before a login, in the server's order
   */
  public record Entrance(
      int port, String encryption, Optional<Certificate> certificate, List<String> announced) {
    private static final String MECHANISM = "AUTH=";

    public Entrance {
      announced = List.copyOf(announced);
    }

    /** What it offers to log in by: SASL mechanisms, and LOGIN unless it is switched off. */
    public List<String> logins() {
      var logins = new ArrayList<String>();
      if (!announced.contains("LOGINDISABLED")) {
        logins.add("the command LOGIN");
      }
      announced.stream()
          .filter(each -> each.startsWith(MECHANISM))
          .map(each -> each.substring(MECHANISM.length()))
          .forEach(logins::add);
      return logins;
    }
  }

  /**
   * A certificate, in what a person needs to decide about it.
   *
   * @param names host names and addresses it is for
   * @param sha256 the fingerprint to accept it by, in hexadecimal digits
   * @param refusal what is wrong with it, a stable word; empty if nothing is
   */
  public record Certificate(
      String subject,
      List<String> names,
      String issuer,
      Instant validFrom,
      Instant validUntil,
      String sha256,
      String refusal) {
    public Certificate {
      names = List.copyOf(names);
    }
  }

  /**
   * One folder.
   *
   * @param uses what it is for: {@code sent}; empty if nothing is told
   * @param messages how many it holds; absent for one that holds none because it cannot
   */
  public record Folder(String name, String uses, OptionalLong messages, OptionalLong sizeBytes) {}
}
