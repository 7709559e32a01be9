package org.transhume.server.transfer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.selection.DateWindow;
import org.transhume.mail.SpecialUse;

/** What is asked of a transfer beyond its two mailboxes. */
public record TransferOptions(Folders folders, Messages messages, Set<RemovalReason> removals) {

  /**
   * Which folders, and where they go.
   *
   * @param subscribedOnly only folders with a subscription, and INBOX (requirement A4)
   * @param only names of the folders to take; empty for all
   * @param exclude patterns of names that are left out, with {@code *} and {@code ?}
   * @param excludeUses folders of these uses are left out, with all below
   * @param into the destination folder below which all come to lie
   * @param historical all come to lie below INBOX.historical_data of this name (requirement C3)
   * @param subscribeAll every folder is subscribed at the destination (requirement D8)
   */
  public record Folders(
      boolean subscribedOnly,
      List<String> only,
      List<String> exclude,
      Set<SpecialUse> excludeUses,
      Optional<String> into,
      Optional<String> historical,
      boolean subscribeAll) {
    public Folders {
      only = List.copyOf(only);
      exclude = List.copyOf(exclude);
      excludeUses = Set.copyOf(excludeUses);
      if (into.isPresent() && historical.isPresent()) {
        throw new IllegalArgumentException("Folders can go into one folder only");
      }
    }

    /** All, each to its own name. */
    public static Folders all() {
      return new Folders(
          false, List.of(), List.of(), Set.of(), Optional.empty(), Optional.empty(), false);
    }

    public Folders withSubscribedOnly(boolean yes) {
      return new Folders(yes, only, exclude, excludeUses, into, historical, subscribeAll);
    }

    public Folders withHistorical(Optional<String> folder) {
      return new Folders(subscribedOnly, only, exclude, excludeUses, into, folder, subscribeAll);
    }
  }

  /**
   * Which messages.
   *
   * @param since the first day wanted
   * @param before the last day wanted
   * @param basis which date of a message counts
   * @param maxBytes none larger
   * @param minBytes none smaller
   * @param maxAgeDays none older, counted from each pass
   * @param minAgeDays none younger
   * @param once a message that stands in several folders is copied once (requirement D7)
   */
  public record Messages(
      Optional<LocalDate> since,
      Optional<LocalDate> before,
      DateWindow.Basis basis,
      OptionalLong maxBytes,
      OptionalLong minBytes,
      OptionalInt maxAgeDays,
      OptionalInt minAgeDays,
      boolean once) {

    /** All. */
    public static Messages all() {
      return new Messages(
          Optional.empty(),
          Optional.empty(),
          DateWindow.Basis.RECEIVED,
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          false);
    }

    public Messages between(Optional<LocalDate> first, Optional<LocalDate> last) {
      return new Messages(first, last, basis, maxBytes, minBytes, maxAgeDays, minAgeDays, once);
    }
  }

  public TransferOptions {
    removals = Set.copyOf(removals);
  }

  /** Everything, and nothing removed. */
  public static TransferOptions usual() {
    return new TransferOptions(Folders.all(), Messages.all(), Set.of());
  }

  public TransferOptions withFolders(Folders others) {
    return new TransferOptions(others, messages, removals);
  }

  public TransferOptions withMessages(Messages others) {
    return new TransferOptions(folders, others, removals);
  }
}
