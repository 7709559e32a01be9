package org.transhume.cli.transfer;

import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.selection.MessageRules;
import org.transhume.engine.selection.SelectionRules;

/**
 * Which mail of the source, and where it goes.
 *
 * @param folders which folders
 * @param messages which of their messages
 * @param map where the folders go
 * @param once take a message that stands in several folders once
 */
public record MailChoice(
    SelectionRules folders, MessageRules messages, FolderMapRules map, boolean once) {
  /** All mail, each folder to where folders of its kind are at the destination. */
  public static final MailChoice ALL =
      new MailChoice(
          SelectionRules.everything(), MessageRules.everything(), FolderMapRules.usual(), false);
}
