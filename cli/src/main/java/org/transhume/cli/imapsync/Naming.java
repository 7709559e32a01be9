package org.transhume.cli.imapsync;

import java.util.Optional;
import org.transhume.cli.outcome.StopException;
import org.transhume.engine.endpoint.FolderList;

/**
 * How a person says that one side's folders are named.
 *
 * @param number 1 or 2
 * @param prefix what names begin with, in place of what the server says
 * @param separator what is expected of the server: its own is what counts
 */
record Naming(int number, Optional<String> prefix, Optional<String> separator) {
  static Naming of(Arguments arguments, int number) {
    return new Naming(number, arguments.last("prefix" + number), arguments.last("sep" + number));
  }

  boolean isGiven() {
    return prefix.isPresent() || separator.isPresent();
  }

  /**
   * The list seen so.
   *
   * @throws StopException if the server has another separator
   */
  FolderList apply(FolderList list) {
    if (separator.filter(given -> !given.equals(String.valueOf(list.separator()))).isPresent()) {
      throw StopException.usage(
          "--sep%d is not what host%d parts its folders with. Leave it away: the server says it."
              .formatted(number, number));
    }
    return new FolderList(list.separator(), prefix.orElse(list.prefix()), list.folders());
  }
}
