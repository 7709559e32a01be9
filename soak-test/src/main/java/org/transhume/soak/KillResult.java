package org.transhume.soak;

import java.time.Duration;
import java.util.List;

/**
 * What became of one disturbed copy.
 *
 * @param kills how many of its processes were killed
 * @param escaped whether the copy had ended before anything happened to it
 * @param there how many messages the last run found at the destination already
 * @param sentAgain whether something was sent again, its outcome being unknown
 * @param surplusRemoved second copies that were removed again
 * @param surplusLeft second copies that the product says it left there
 * @param findings what is not as it must be; empty if all is well
 */
record KillResult(
    KillPlan plan,
    int kills,
    boolean escaped,
    long there,
    boolean sentAgain,
    long surplusRemoved,
    long surplusLeft,
    Duration took,
    List<String> findings) {
  KillResult {
    findings = List.copyOf(findings);
  }

  boolean isGood() {
    return findings.isEmpty();
  }
}
