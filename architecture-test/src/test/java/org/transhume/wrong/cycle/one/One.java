package org.transhume.wrong.cycle.one;

import org.transhume.wrong.cycle.two.Two;

public interface One {
  Two two();
}
