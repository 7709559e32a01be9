package org.transhume.cli.demo;

/** The server programs the demonstration can start. */
enum Servers {
  DOVECOT,
  JAMES
}
