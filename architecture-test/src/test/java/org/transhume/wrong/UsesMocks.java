package org.transhume.wrong;

import org.mockito.Wrong;

public interface UsesMocks {
  Wrong mock();
}
