package org.transhume.server.web;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param total how many the whole list has
 * @param offset how many stand before the first of {@code items}
 */
public record Page<T>(List<T> items, long total, long offset) {
  /** No page is longer. */
  public static final int MOST_ITEMS = 500;

  public Page {
    items = List.copyOf(items);
  }
}
