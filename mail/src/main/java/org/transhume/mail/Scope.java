package org.transhume.mail;

/** How far the damage of an error reaches, smallest first. */
public enum Scope {
  /** One message; the others of its folder are not affected. */
  MESSAGE,
  /** One folder. */
  FOLDER,
  /** One connection; a new one may do. */
  CONNECTION,
  /** The whole account: its quota, its password, its allowance. */
  ACCOUNT,
  /** The server for everybody. */
  SERVER
}
