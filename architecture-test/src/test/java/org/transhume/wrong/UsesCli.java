package org.transhume.wrong;

import org.transhume.cli.wrong.Command;

public interface UsesCli {
  Command command();
}
