package org.transhume.wrong.cycle.two;

import org.transhume.wrong.cycle.one.One;

public interface Two {
  One one();
}
