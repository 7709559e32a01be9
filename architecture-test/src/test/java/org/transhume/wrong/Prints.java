package org.transhume.wrong;

public final class Prints {
  void out() {
    System.out.println();
  }

  void err() {
    System.err.println();
  }

  void trace(RuntimeException problem) {
    problem.printStackTrace();
  }
}
