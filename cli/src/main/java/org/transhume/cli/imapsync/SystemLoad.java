package org.transhume.cli.imapsync;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** Whether this machine has more to do than it can. */
final class SystemLoad {
  private SystemLoad() {}

  /** Whether more processes wanted a processor in the last minute than there are. */
  static boolean isHeavy() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return isHeavy(system.getSystemLoadAverage(), system.getAvailableProcessors());
  }

  /**
   * The same of a load.
   *
   * @param load the average of a minute, negative where the system tells none
   */
  static boolean isHeavy(double load, int processors) {
    return load > processors;
  }
}
