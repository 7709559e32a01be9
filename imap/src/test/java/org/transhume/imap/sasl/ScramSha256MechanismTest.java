package org.transhume.imap.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.mail.Secret;

@Tag("C2")
class ScramSha256MechanismTest {
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final String SERVER_NONCE = NONCE + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";

  private static ScramSha256Mechanism pencil() {
    return new ScramSha256Mechanism(
        Optional.empty(), "user", new SaltedPassword(Secret.of("pencil")), NONCE);
  }

  private static String say(SaslMechanism mechanism, String challenge) {
    return new String(mechanism.respond(challenge.getBytes(UTF_8)), UTF_8);
  }

  @Test
  void saysWhatRfc7677HasItSay() {
    var scram = pencil();

    assertThat(say(scram, "")).isEqualTo("n,,n=user,r=" + NONCE);
    assertThat(say(scram, "r=" + SERVER_NONCE + ",s=" + SALT + ",i=4096"))
        .isEqualTo("c=biws,r=" + SERVER_NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assertThat(say(scram, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")).isEmpty();
    assertThat(scram.objection(true)).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> say(scram, ""));
  }

  @Test
  void paysForTheSameSaltOnceAndForAnotherAgain() {
    var password = new SaltedPassword(Secret.of("pencil"));
    byte[] first = password.key(new byte[] {1}, 4096);
    byte[] other = password.key(new byte[] {2}, 4096);

    assertThat(password.key(new byte[] {2}, 4096)).isEqualTo(other);
    assertThat(password.key(new byte[] {1}, 4096)).isEqualTo(first).isNotEqualTo(other);
    assertThat(password.key(new byte[] {1}, 4097)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "user, pencil",
    "'a,b=c', 'p,q=r'",
    "Ursel, ''",
    "entwürfe, pässwörd€😀",
    "'white space', '\u00a0\u00ad\ufb01'"
  })
  void agreesWithAnotherImplementation(String user, String password) {
    var scram =
        new ScramSha256Mechanism(
            Optional.of("o=ther"),
            user,
            new SaltedPassword(Secret.of(password)),
            octets -> Arrays.fill(octets, (byte) 7));
    // What the last password of the table is prepared to: space, nothing, and two letters of one.
    String prepared = password.replace("\u00a0\u00ad\ufb01", " fi");
    var server = new ScramServer(prepared.isEmpty() ? "\0" : prepared, 5000);

    String first = say(scram, "");
    assertThat(first).startsWith("n,a=o=3Dther,n=");
    String last = say(scram, server.first(first));

    assertThat(server.proves(last)).isTrue();
    assertThat(say(scram, server.last())).isEmpty();
    assertThat(scram.objection(true)).isEmpty();
  }

  @Test
  void takesAnotherNonceEachTime() {
    var counter = new byte[1];
    var one =
        new ScramSha256Mechanism(
            Optional.empty(),
            "u",
            new SaltedPassword(Secret.of("p")),
            octets -> Arrays.fill(octets, ++counter[0]));
    var two =
        new ScramSha256Mechanism(
            Optional.empty(),
            "u",
            new SaltedPassword(Secret.of("p")),
            octets -> Arrays.fill(octets, ++counter[0]));

    assertThat(say(one, "")).isNotEqualTo(say(two, "")).hasSize("n,,n=u,r=".length() + 32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "r=" + SERVER_NONCE,
        "m=ext,r=" + SERVER_NONCE + ",s=" + SALT + ",i=4096",
        "r=" + NONCE + ",s=" + SALT + ",i=4096",
        "r=somebodyElses,s=" + SALT + ",i=4096",
        "r=" + SERVER_NONCE + ",s=?,i=4096",
        "r=" + SERVER_NONCE + ",s=" + SALT + ",i=4095",
        "r=" + SERVER_NONCE + ",s=" + SALT + ",i=1",
        "r=" + SERVER_NONCE + ",s=" + SALT + ",i=0",
        "r=" + SERVER_NONCE + ",s=" + SALT + ",i=-4096",
        "r=" + SERVER_NONCE + ",s=" + SALT + ",i=2000001",
        "r=" + SERVER_NONCE + ",s=" + SALT + ",i=99999999999"
      })
  void provesNothingToAServerThatAsksWrongly(String serverFirst) {
    var scram = pencil();
    say(scram, "");

    assertThatIllegalStateException().isThrownBy(() -> say(scram, serverFirst));
    assertThat(scram.objection(false)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v=", "v=AAAA", "v=?", "x=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="})
  void objectsToAServerThatDoesNotKnowThePassword(String serverFinal) {
    var scram = pencil();
    say(scram, "");
    say(scram, "r=" + SERVER_NONCE + ",s=" + SALT + ",i=4096");

    assertThatIllegalStateException().isThrownBy(() -> say(scram, serverFinal));
    assertThat(scram.objection(true)).isPresent();
    assertThat(scram.objection(false)).isPresent();
  }

  @Test
  void objectsToAnOkWithoutProof() {
    var scram = pencil();
    say(scram, "");
    say(scram, "r=" + SERVER_NONCE + ",s=" + SALT + ",i=4096");

    assertThat(scram.objection(true)).isPresent();
    assertThat(scram.objection(false)).isEmpty();
  }

  @Test
  void objectsToNothingWhenTheServerSaysWhyItRefuses() {
    var scram = pencil();
    say(scram, "");
    say(scram, "r=" + SERVER_NONCE + ",s=" + SALT + ",i=4096");

    assertThatIllegalStateException().isThrownBy(() -> say(scram, "e=invalid-proof"));
    assertThat(scram.objection(false)).isEmpty();
  }

  @Test
  void refusesNamesNobodyCouldTake() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ScramSha256Mechanism(
                    Optional.empty(), "a\0b", new SaltedPassword(Secret.of("p")), NONCE));
  }

  @Test
  void cramMd5SaysWhatRfc2195HasItSay() {
    var cram = new CramMd5Mechanism("tim", Secret.of("tanstaaftanstaaf"));

    assertThat(cram.isClientFirst()).isFalse();
    assertThat(say(cram, "<1896.697170952@postoffice.reston.mci.net>"))
        .isEqualTo("tim b913a602c7eda7a495b4e6e7334d3890");
    assertThatIllegalStateException().isThrownBy(() -> say(cram, "<again>"));
    assertThatIllegalStateException()
        .isThrownBy(() -> say(new CramMd5Mechanism("tim", Secret.of("x")), ""));
  }
}
