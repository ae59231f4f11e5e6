package org.smtpspec.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.wire.Octets;

class InboxesTest {
  @TempDir private Path folder;

  @Test
  void aMaildirHoldsWhatIsNewAndWhatWasSeen() throws Exception {
    write("alice/Maildir/new/1.a", "Subject: t1\r\n\r\nnew \u00FF\0");
    write("alice/Maildir/cur/2.a:2,S", "Subject: t1\n\nseen\n");
    write("alice/Maildir/tmp/3.a", "Subject: t1\n\nnot yet\n");
    write("alice/Maildir/new/4.a", "Subject: t2\n\nanother\n");
    write("bob/Maildir/new/5.a", "Subject: t1\n\nof bob\n");
    Inbox inbox = Inboxes.parse("maildir:" + folder + "/%u/Maildir");

    List<Octets> found = inbox.holding("alice@mta.test", "t1");

    assertThat(found)
        .extracting(Octets::text)
        .containsExactly("Subject: t1\r\n\r\nnew \u00FF\0", "Subject: t1\n\nseen\n");
  }

  @Test
  void aMessageThatIsMovedWhileReadingIsOne() throws Exception {
    write("alice/new/1.a", "t1");
    write("alice/cur/1.a:2,S", "t1");
    Inbox inbox = Inboxes.parse("maildir:" + folder + "/%u");

    List<Octets> found = inbox.holding("alice@mta.test", "t1");

    assertThat(found).hasSize(1);
  }

  @Test
  void whatIsTakenOutOfAMaildirIsGivenOnceAndStays() throws Exception {
    write("alice/new/1.a", "t1");
    Inbox inbox = Inboxes.parse("maildir:" + folder + "/%u");

    assertThat(inbox.take("alice@mta.test")).contains(List.of(Octets.of("t1")));
    assertThat(inbox.take("alice@mta.test")).contains(List.of());
    assertThat(folder.resolve("alice/new/1.a")).exists();
  }

  @Test
  void whatIsTakenOutOfAMaildirForTestsIsGone() throws Exception {
    write("alice/new/1.a", "t1");
    write("alice/cur/2.a:2,S", "t2");
    Inbox inbox = Inboxes.ownMaildirs(folder + "/%u");

    assertThat(inbox.take("alice@mta.test")).contains(List.of(Octets.of("t1"), Octets.of("t2")));
    assertThat(folder.resolve("alice/new")).isEmptyDirectory();
    assertThat(folder.resolve("alice/cur")).isEmptyDirectory();
  }

  @Test
  void aMaildirThatArrivesLaterIsEmptyBefore() throws Exception {
    Inbox inbox = Inboxes.parse("maildir:" + folder + "/%d/%u");

    List<Octets> before = inbox.holding("alice@mta.test", "t1");
    write("mta.test/alice/new/1", "t1");
    List<Octets> after = inbox.holding("alice@mta.test", "t1");

    assertThat(before).isEmpty();
    assertThat(after).hasSize(1);
  }

  @Test
  void anMboxHoldsItsMessagesWithoutPostmarks() throws Exception {
    write(
        "alice",
        """
        From a@b Thu Nov  6 10:00:00 2025
        Subject: t1

        one
        From here on it is text

        From c@d Thu Nov  6 10:00:01 2025
        Subject: t2

        two

        From e@f Thu Nov  6 10:00:02 2025
        Subject: t1

        three

        """);
    Inbox inbox = Inboxes.parse("mbox:" + folder + "/%u");

    List<Octets> found = inbox.holding("alice@mta.test", "t1");

    assertThat(found)
        .extracting(Octets::text)
        .containsExactly("Subject: t1\n\none\nFrom here on it is text\n", "Subject: t1\n\nthree\n");
  }

  @Test
  void anMboxThatIsMissingIsEmpty() throws Exception {
    Inbox inbox = Inboxes.parse("mbox:" + folder + "/%u");

    assertThat(inbox.holding("alice@mta.test", "t1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../alice@mta.test", "a/b@mta.test", ".@mta.test", "a\0b@mta.test"})
  void anAddressDoesNotLeaveTheFolder(String address) throws Exception {
    Inbox inbox = Inboxes.parse("mbox:" + folder + "/%u");

    assertThatThrownBy(() -> inbox.holding(address, "t1"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no file can be named after '");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "maildir:", "mbox:", "imap:/x", "/var/mail/%u"})
  void anyOtherInboxIsRefused(String spec) {
    assertThatThrownBy(() -> Inboxes.parse(spec))
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessage(
            "unknown inbox '"
                + spec
                + "', expected maildir:PATH or mbox:PATH, with %u for the local part");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Octets.of(text).toBytes());
  }
}
