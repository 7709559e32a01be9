package org.transhume.engine.testing;

/** When messages surface whose sender was never answered. */
public sealed interface Landing {
  /** They were lost on the way. */
  record Never() implements Landing {}

  /** They are there before anybody can look. */
  record AtOnce() implements Landing {}

  /**
   * So many looks do not see them, the next one does. A look is a {@link Command#UIDS}, or a {@link
   * Command#LIST} that reaches beyond the largest UID.
   */
  record AfterLooks(int looks) implements Landing {}

  /** When the test calls {@link MemoryAccount#land}. */
  record WhenTold() implements Landing {}

  /** The first {@code messages} surface as {@code landing} says, the others never. */
  record OnlyFirst(int messages, Landing landing) implements Landing {}
}
