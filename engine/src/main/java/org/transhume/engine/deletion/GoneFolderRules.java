package org.transhume.engine.deletion;

import java.util.List;
import org.transhume.engine.selection.NamePattern;
import org.transhume.mail.MailboxName;

/**
 * Which folders of the destination may be removed when theirs is gone at the source. Only those
 * that Transhume made and that are empty ever are.
 *
 * @param only names that may be; without any, every name
 * @param butNot names that may not
 */
public record GoneFolderRules(List<NamePattern> only, List<NamePattern> butNot) {
  /** Whatever their names. */
  public static final GoneFolderRules ALL = new GoneFolderRules(List.of(), List.of());

  public GoneFolderRules {
    only = List.copyOf(only);
    butNot = List.copyOf(butNot);
  }

  /** Whether a folder of that name may go. */
  public boolean allow(MailboxName name) {
    return (only.isEmpty() || only.stream().anyMatch(pattern -> pattern.matches(name)))
        && butNot.stream().noneMatch(pattern -> pattern.matches(name));
  }
}
