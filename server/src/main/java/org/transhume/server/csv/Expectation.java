package org.transhume.server.csv;

/** What should have stood where something else was found; its words are in the bundle of texts. */
public enum Expectation {
  /** A file of one of the layouts; arguments: separator and number of fields of the first line. */
  KNOWN_LAYOUT,
  /** At least one line. */
  LINES,
  /** No more lines than allowed; argument: how many. */
  FEWER_LINES,
  /** Text: no NUL octets. */
  TEXT,
  /** A column that is missing from the header; argument: its name. */
  COLUMN,
  /** No column of this name. */
  KNOWN_COLUMN,
  /** A column of this name once. */
  COLUMN_ONCE,
  /** As many fields as columns; argument: how many. */
  FIELDS,
  /** A quote that ends the field, and a separator behind it. */
  CLOSING_QUOTE,
  /** Something. */
  VALUE,
  /** Nothing, as another column excludes it; argument: which. */
  EMPTY,
  /** A number no larger than in another column; argument: which. */
  NO_MORE_THAN,
  /** A number below that of another column; argument: which. */
  LESS_THAN,
  /** An e-mail address. */
  ADDRESS,
  /** A domain name. */
  DOMAIN,
  /** A name of a host or an IP address, with or without a port. */
  HOST,
  /** A number from 1 to 65535. */
  PORT,
  /** True or False. */
  TRUE_OR_FALSE,
  /** One of a few words; argument: the words. */
  ONE_OF,
  /** A day in one of the forms that are clear. */
  DAY,
  /** A day no later than the other one. */
  DAY_BEFORE,
  /** A folder's name that is not reserved; argument: the reserved ones. */
  FREE_FOLDER,
  /** A size, such as 50M. */
  SIZE,
  /** A number of days. */
  DAYS
}
