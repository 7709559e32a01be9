package org.transhume.imap;

import java.util.List;
import java.util.function.BinaryOperator;
import org.transhume.mail.Handle;

/** Several commands that were one before a UID set was cut to the length of a line. */
record MergedHandle<T>(List<Handle<T>> parts, BinaryOperator<T> merge) implements Handle<T> {
  static <T> Handle<T> of(List<Handle<T>> parts, BinaryOperator<T> merge) {
    return parts.size() == 1 ? parts.getFirst() : new MergedHandle<>(List.copyOf(parts), merge);
  }

  @Override
  public T await() {
    T result = parts.getFirst().await();
    for (Handle<T> part : parts.subList(1, parts.size())) {
      result = merge.apply(result, part.await());
    }
    return result;
  }

  @Override
  public boolean isDone() {
    return parts.stream().allMatch(Handle::isDone);
  }
}
