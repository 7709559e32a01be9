package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.judge.Difference;
import org.transhume.imap.testkit.judge.Difference.Kind;
import org.transhume.imap.testkit.judge.Verdict;

class JudgedTest {
  @Test
  void tellsWhatIsAlteredFromWhatIsWrong() {
    var date = new Difference(Kind.DATE, "INBOX", "UID 3 [internaldate-2037] <a@b>", "x became y");
    var lost = new Difference(Kind.LOST, "INBOX", "UID 9 <c@d>", "12 bytes");
    var verdict = new Verdict(10, List.of(date, lost), List.of());

    Judged judged = Judged.of(verdict, Set.of("INBOX"));

    assertThat(judged.altered()).containsExactly(new MessageAt("INBOX", 3));
    assertThat(judged.wrong()).containsExactly(lost);
  }

  @Test
  void findsTheUidBehindAFolderNamedLikeAMessage() {
    var verdict = new Verdict(1, List.of(), List.of("A UID 4 UID 5 [nul] <x>: 10 became 11"));

    Judged judged = Judged.of(verdict, Set.of("A", "A UID 4"));

    assertThat(judged.altered()).containsExactly(new MessageAt("A UID 4", 5));
  }
}
