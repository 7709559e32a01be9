package org.transhume.engine.report;

import java.util.Map;
import org.transhume.engine.content.MessageLabel;
import org.transhume.engine.selection.MessageRule;
import org.transhume.mail.UidSet;

/**
 * The messages of a folder that one rule leaves out.
 *
 * @param uids all of them, at the source
 * @param labels what the first {@value #MAX_LABELS} say of themselves, by UID; untrusted
 */
public record MessagesLeftOut(MessageRule rule, UidSet uids, Map<Long, MessageLabel> labels) {
  /** How many messages of a rule are named. */
  public static final int MAX_LABELS = 20;

  public MessagesLeftOut {
    labels = Map.copyOf(labels);
  }
}
