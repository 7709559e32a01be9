package org.transhume.cli.wrong;

import org.springframework.Wrong;

public interface CliUsesSpring {
  Wrong bean();
}
