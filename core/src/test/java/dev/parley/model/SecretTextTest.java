package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {

  // In two parts, so that no scanner takes this file for a leak.
  private static final String TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ2bC4dF6hJ8";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIA" + "Z7QJ3WX5RTYB2KLM",
        "sk-" + "ant-api03-Zx8Kq2Lm4Np6Rs8Tu0Vw2Xy4",
        "sk-" + "proj-Zx8Kq2Lm4Np6Rs8Tu0Vw2Xy4_aa",
        "sk-" + "Zx8Kq2Lm4Np6Rs8Tu0Vw2Xy4Zx8Kq2Lm",
        "sk_" + "live_Zx8Kq2Lm4Np6Rs8Tu0Vw2Xy4",
        "gho_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ2bC4dF6hJ8",
        "glpat-" + "Zx8Kq2Lm4Np6Rs8Tu0Vw",
        "xoxb-" + "1234567890-abcdefghijKLMNOP",
        "AIza" + "SyZx8Kq2Lm4Np6Rs8Tu0Vw2Xy4Zx8Kq2Lmn",
        "npm_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ2bC4dF6hJ8",
      })
  void knowsTokensByTheirShape(String token) {
    assertThat(SecretText.found("x = \"" + token + "\";")).containsExactly(token);
    assertThat(SecretText.masked("x = " + token + ", again " + token))
        .doesNotContain(token)
        .startsWith("x = " + token.substring(0, 4) + "[masked], again ");
  }

  @Test
  void knowsTheSecretHalfOfAnAwsPairByItsName() {
    String secret = "wJalrXUtnFEMI0K7MDENG" + "bPxRfiCYzQ8Lm2Nv4Bw";

    assertThat(SecretText.found("aws_secret_access_key = " + secret)).containsExactly(secret);
    assertThat(SecretText.found("AWS_SECRET: '" + secret + "'")).containsExactly(secret);
    assertThat(SecretText.found("sha1 = " + secret)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_000000000000000000000000000000000000",
        "ghp_xxxxYourTokenGoesHere1234567890abcdef",
        "class=\"sk-fading-circle-of-many-words-here\"",
        "task-Zx8Kq2Lm4Np6Rs8Tu0Vw2Xy4Zx8Kq2Lm",
        "sk-short",
        "5d41402abc4b2a76b9719d911017c592",
      })
  void takesPlaceholdersAndOtherTextForNoSecret(String text) {
    assertThat(SecretText.found(text)).isEmpty();
    assertThat(SecretText.masked(text)).isEqualTo(text);
  }

  @Test
  void knowsTokensBehindATerminalsColour() {
    assertThat(SecretText.masked("\u001b[31m" + TOKEN)).isEqualTo("\u001b[31mghp_[masked]");
    assertThat(SecretText.masked("\u001b[1;31mAKIA" + "Z7QJ3WX5RTYB2KLM")).endsWith("AKIA[masked]");
  }

  @Test
  void masksWholePrivateKeys() {
    String key =
        "-----BEGIN RSA PRIVATE "
            + "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,1\n\n"
            + "MIIEow+/=\n".repeat(30)
            + "-----END RSA PRIVATE KEY-----";

    assertThat(SecretText.masked("a\n" + key + "\nb")).isEqualTo("a\n[masked private key]\nb");
  }

  @Test
  void masksAPrivateKeyThatWasCutOff() {
    String key = "-----BEGIN PRIVATE " + "KEY-----\n" + "MIIEow+/\n".repeat(30);

    assertThat(SecretText.masked("a\n" + key)).doesNotContain("MIIEow");
  }

  @Test
  void takesNoTimeForLongText() {
    String hard = ("aws" + "secret".repeat(3) + "-----BEGIN PRIVATE " + "KEY-----").repeat(2_000);

    assertThat(SecretText.masked(hard + "sk-".repeat(20_000))).isNotEmpty();
    assertThat(SecretText.masked(TOKEN.repeat(1_000))).isNotEmpty();
  }
}
